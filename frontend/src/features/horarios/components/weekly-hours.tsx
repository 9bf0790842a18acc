"use client";

import { useQuery } from "@tanstack/react-query";
import { Copy, Plus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { TimeInput } from "@/components/form/time-input";
import { useUnsaved } from "@/components/form/use-unsaved";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Switch } from "@/components/ui/switch";
import { Hint } from "@/components/ui/tooltip";
import { workingHoursQuery } from "@/entities/schedule/queries";
import type { Stranded, WorkingHours } from "@/entities/schedule/schema";
import { StrandedDialog } from "@/entities/schedule/stranded-dialog";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { useSaveHours } from "../api";
import { nextShift, openingsOf, sameWeek, shiftProblem, WEEKDAYS, weekOf, type Shift, type Week } from "../week";

type WeeklyHoursProps = { doctorId: number; onUnsaved: (unsaved: boolean) => void };

export function WeeklyHours({ doctorId, onUnsaved }: WeeklyHoursProps) {
  const query = useQuery(workingHoursQuery(doctorId));
  const [stranded, setStranded] = useState<Stranded | null>(null);
  if (query.isPending) return <Skeleton className="h-80 w-full rounded-xl" />;
  if (query.isError) return <ErrorState error={query.error} what="el horario" onRetry={() => void query.refetch()} />;
  return (
    <>
      <WeekEditor key={query.data.version} hours={query.data} onUnsaved={onUnsaved} onStranded={setStranded} />
      <StrandedDialog stranded={stranded} onClose={() => setStranded(null)} />
    </>
  );
}

type WeekEditorProps = {
  hours: WorkingHours;
  onUnsaved: (unsaved: boolean) => void;
  onStranded: (stranded: Stranded) => void;
};

function WeekEditor({ hours, onUnsaved, onStranded }: WeekEditorProps) {
  const save = useSaveHours();
  const saved = weekOf(hours.items);
  const [week, setWeek] = useState(saved);
  const unsaved = !sameWeek(week, saved);
  const wrong = week.some((shifts) => shifts.some((_, index) => shiftProblem(shifts, index)));
  useUnsaved(unsaved);
  useEffect(() => {
    onUnsaved(unsaved);
    return () => onUnsaved(false);
  }, [unsaved, onUnsaved]);

  const setDay = (weekday: number, shifts: Shift[]) => setWeek(week.map((day, at) => (at === weekday ? shifts : day)));

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    if (wrong) return;
    await save.mutateAsync({ hours, items: openingsOf(week) }).then(
      (answer) => {
        notify("Horario guardado");
        if (answer.stranded.total > 0) onStranded(answer.stranded);
      },
      () => undefined,
    );
  }

  return (
    <Card aria-label="Horario semanal">
      <form onSubmit={submit} noValidate>
        <CardHeader>
          <CardTitle>Horario semanal</CardTitle>
        </CardHeader>
        <CardContent className="space-y-1">
          {save.error && (
            <Alert variant="destructive" className="mb-3">
              {messageOf(save.error)}
            </Alert>
          )}
          {hours.version === 0 && (
            <Alert className="mb-3">
              Nadie ha ingresado su horario. Mientras tanto se puede agendar a cualquier hora y la agenda no muestra
              tiempo libre.
            </Alert>
          )}
          {WEEKDAYS.map((name, weekday) => (
            <DayRow
              key={name}
              name={name}
              shifts={week[weekday]!}
              onChange={(shifts) => setDay(weekday, shifts)}
              onCopy={() => setWeek(copied(week, weekday))}
            />
          ))}
        </CardContent>
        {unsaved && (
          <CardFooter className="justify-end">
            <span className="mr-auto text-sm text-muted-foreground">Hay cambios sin guardar.</span>
            <Button variant="outline" onClick={() => setWeek(saved)} disabled={save.isPending}>
              Descartar
            </Button>
            <Button type="submit" loading={save.isPending} disabled={wrong}>
              Guardar horario
            </Button>
          </CardFooter>
        )}
      </form>
    </Card>
  );
}

/** A day's shifts on every other day that is attended, or on all working days when none is. */
function copied(week: Week, from: number): Week {
  const open = week.filter((shifts) => shifts.length > 0).length;
  return week.map((shifts, weekday) =>
    shifts.length > 0 || (open === 1 && weekday < 5) ? week[from]!.map((shift) => ({ ...shift })) : shifts,
  );
}

type DayRowProps = { name: string; shifts: Shift[]; onChange: (shifts: Shift[]) => void; onCopy: () => void };

function DayRow({ name, shifts, onChange, onCopy }: DayRowProps) {
  const set = (index: number, change: Partial<Shift>) =>
    onChange(shifts.map((shift, at) => (at === index ? { ...shift, ...change } : shift)));
  return (
    <div
      role="group"
      aria-label={name}
      className="flex flex-wrap gap-x-4 gap-y-2 border-t border-border py-2.5 first-of-type:border-t-0"
    >
      <label className="flex h-9 w-full items-center gap-2.5 text-sm sm:w-32">
        <Switch
          checked={shifts.length > 0}
          onCheckedChange={(on) => onChange(on ? [nextShift([])] : [])}
          aria-label={`Atiende el ${name.toLowerCase()}`}
        />
        {name}
      </label>
      <div className="min-w-0 flex-1 space-y-2">
        {shifts.length === 0 && <p className="flex h-9 items-center text-sm text-muted-foreground">No atiende</p>}
        {shifts.map((shift, index) => {
          const problem = shiftProblem(shifts, index);
          return (
            <div key={index} className="space-y-1">
              <div className="flex flex-wrap items-center gap-x-1 gap-y-2 sm:gap-2">
                <TimeInput
                  className="w-[4.75rem] sm:w-24"
                  aria-label={`${name}, turno ${index + 1}, desde`}
                  value={shift.start_time}
                  onChange={(start_time) => set(index, { start_time })}
                  aria-invalid={problem ? true : undefined}
                />
                <span aria-hidden className="text-muted-foreground">
                  –
                </span>
                <TimeInput
                  className="w-[4.75rem] sm:w-24"
                  aria-label={`${name}, turno ${index + 1}, hasta`}
                  value={shift.end_time}
                  onChange={(end_time) => set(index, { end_time })}
                  aria-invalid={problem ? true : undefined}
                />
                <Hint text="Quitar turno">
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={`Quitar turno ${index + 1} del ${name.toLowerCase()}`}
                    onClick={() => onChange(shifts.filter((_, at) => at !== index))}
                  >
                    <X aria-hidden />
                  </Button>
                </Hint>
                {index === shifts.length - 1 && (
                  <>
                    <Hint text="Agregar otro turno">
                      <Button
                        variant="ghost"
                        size="icon-sm"
                        aria-label={`Agregar turno al ${name.toLowerCase()}`}
                        onClick={() => onChange([...shifts, nextShift(shifts)])}
                      >
                        <Plus aria-hidden />
                      </Button>
                    </Hint>
                    <Hint text="Copiar a los demás días">
                      <Button
                        variant="ghost"
                        size="icon-sm"
                        aria-label={`Copiar el ${name.toLowerCase()} a los demás días`}
                        onClick={onCopy}
                      >
                        <Copy aria-hidden />
                      </Button>
                    </Hint>
                  </>
                )}
              </div>
              {problem && (
                <p role="alert" className="text-xs text-destructive">
                  {problem}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
