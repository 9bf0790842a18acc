"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { DateInput } from "@/components/form/date-input";
import { useUnsaved } from "@/components/form/use-unsaved";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { workingHoursQuery } from "@/entities/schedule/queries";
import type { Opening, Stranded, WorkingHours } from "@/entities/schedule/schema";
import { StrandedDialog } from "@/entities/schedule/stranded-dialog";
import { today } from "@/lib/dates";
import { formatDate, formatFullDate } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { announce, notify } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { useRemoveTimetable, useSaveHours } from "../api";
import { comingOf, openingsOf, sameWeek, shiftProblem, WEEKDAYS, weekOf, type Shift, type Week } from "../week";
import { DayRow } from "./day-row";

type WeeklyHoursProps = { doctorId: number; onUnsaved: (unsaved: boolean) => void };

const NEW = "nuevo";

/** The timetable in force, those that begin on a day to come, and a new one. */
export function WeeklyHours({ doctorId, onUnsaved }: WeeklyHoursProps) {
  const query = useQuery(workingHoursQuery(doctorId));
  const [stranded, setStranded] = useState<Stranded | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const tell = useCallback(
    (now: boolean) => {
      setUnsaved(now);
      onUnsaved(now);
    },
    [onUnsaved],
  );
  if (query.isPending) return <Skeleton className="h-80 w-full rounded-xl" />;
  if (query.isError) return <ErrorState error={query.error} what="el horario" onRetry={() => void query.refetch()} />;
  const hours = query.data;
  const coming = comingOf(hours, today());
  const chosen = coming.find(({ valid_from }) => valid_from === shown);
  const isNew = shown === NEW;
  const begins = chosen?.valid_from ?? null;
  return (
    <Card aria-label="Horario semanal">
      <CardHeader>
        <CardTitle>Horario semanal</CardTitle>
        {!isNew && (
          <CardAction>
            <Button variant="outline" size="sm" disabled={unsaved} onClick={() => setShown(NEW)}>
              <CalendarPlus aria-hidden />
              Desde otra fecha
            </Button>
          </CardAction>
        )}
      </CardHeader>
      {(coming.length > 0 || isNew) && (
        <div role="group" aria-label="Qué horario" className="flex flex-wrap gap-1.5 px-4 pb-3">
          <Choice pressed={!chosen && !isNew} disabled={unsaved} onClick={() => setShown(null)}>
            En vigor
          </Choice>
          {coming.map(({ valid_from }) => (
            <Choice
              key={valid_from}
              pressed={valid_from === begins}
              disabled={unsaved}
              onClick={() => setShown(valid_from)}
            >
              Desde el {formatDate(valid_from)}
            </Choice>
          ))}
          {isNew && <Choice pressed>Nuevo</Choice>}
        </div>
      )}
      <WeekEditor
        key={`${hours.version} ${shown}`}
        hours={hours}
        items={chosen?.items ?? (isNew ? (coming.at(-1)?.items ?? hours.items) : hours.items)}
        begins={begins}
        isNew={isNew}
        onUnsaved={tell}
        onStranded={setStranded}
        onShow={setShown}
      />
      <StrandedDialog stranded={stranded} onClose={() => setStranded(null)} />
    </Card>
  );
}

function Choice({ pressed, ...props }: React.ComponentProps<typeof Button> & { pressed: boolean }) {
  return <Button size="sm" variant={pressed ? "secondary" : "ghost"} aria-pressed={pressed} {...props} />;
}

type WeekEditorProps = {
  hours: WorkingHours;
  items: Opening[];
  /** The day to come on which it begins; none of the one in force. */
  begins: string | null;
  isNew: boolean;
  onUnsaved: (unsaved: boolean) => void;
  onStranded: (stranded: Stranded) => void;
  onShow: (shown: string | null) => void;
};

function WeekEditor({ hours, items, begins, isNew, onUnsaved, onStranded, onShow }: WeekEditorProps) {
  const save = useSaveHours();
  const remove = useRemoveTimetable();
  const [removing, setRemoving] = useState(false);
  const saved = weekOf(items);
  const [week, setWeek] = useState(saved);
  const [day, setDayFrom] = useState("");
  const unsaved = !sameWeek(week, saved) || day !== "";
  const wrong = week.some((shifts) => shifts.some((_, index) => shiftProblem(shifts, index)));
  const empty = (isNew || begins !== null) && openingsOf(week).length === 0;
  const early = isNew && day !== "" && day < today();
  useUnsaved(unsaved);
  useEffect(() => {
    onUnsaved(unsaved);
    return () => onUnsaved(false);
  }, [unsaved, onUnsaved]);

  const setDay = (weekday: number, shifts: Shift[]) => setWeek(week.map((day, at) => (at === weekday ? shifts : day)));

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    if (wrong || empty || early || (isNew && !day)) return;
    const from = isNew ? day : begins;
    await save.mutateAsync({ hours, items: openingsOf(week), ...(from && { valid_from: from }) }).then(
      (answer) => {
        notify(from ? `Horario guardado: vale desde el ${formatDate(from)}` : "Horario guardado");
        onShow(from);
        if (answer.stranded.total > 0) onStranded(answer.stranded);
      },
      () => undefined,
    );
  }

  return (
    <>
      <form onSubmit={submit} noValidate>
        <CardContent className="space-y-1">
          {save.error && (
            <Alert variant="destructive" className="mb-3">
              {messageOf(save.error)}
            </Alert>
          )}
          {hours.version === 0 && !isNew && (
            <Alert className="mb-3">
              Nadie ha ingresado su horario. Mientras tanto se puede agendar a cualquier hora y la agenda no muestra
              tiempo libre.
            </Alert>
          )}
          {isNew && (
            <div className="max-w-60 space-y-1.5 pb-3">
              <Label htmlFor="vale-desde">Vale desde</Label>
              <DateInput
                id="vale-desde"
                value={day}
                onChange={setDayFrom}
                min={today()}
                aria-invalid={early || undefined}
                aria-describedby="vale-desde-nota"
                autoFocus
              />
              <p id="vale-desde-nota" className={cn("text-xs", early ? "text-destructive" : "text-muted-foreground")}>
                {early ? "Debe ser hoy o un día posterior." : "Hasta el día anterior sigue el horario de ahora."}
              </p>
            </div>
          )}
          {begins && (
            <p className="flex flex-wrap items-center justify-between gap-2 pb-2 text-sm text-muted-foreground">
              Empieza el {formatFullDate(begins).toLowerCase()}.
              <Button variant="ghost" size="sm" onClick={() => setRemoving(true)}>
                Quitar
              </Button>
            </p>
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
        {(unsaved || isNew) && (
          <CardFooter className="justify-end">
            <span className="mr-auto text-sm text-muted-foreground">
              {empty
                ? "Ponga al menos un turno. Si ya no va a atender, registre una ausencia."
                : unsaved && "Hay cambios sin guardar."}
            </span>
            <Button variant="outline" onClick={() => (isNew ? onShow(null) : setWeek(saved))} disabled={save.isPending}>
              Descartar
            </Button>
            <Button type="submit" loading={save.isPending} disabled={wrong || empty || early || (isNew && !day)}>
              Guardar horario
            </Button>
          </CardFooter>
        )}
      </form>
      {removing && begins && (
        <ConfirmDialog
          open
          onOpenChange={setRemoving}
          title={`Quitar el horario desde el ${formatDate(begins)}`}
          description="Sigue el horario anterior. Las citas ya agendadas no cambian: al terminar verá cuáles quedan fuera."
          confirmLabel="Quitar horario"
          onConfirm={async () => {
            const answer = await remove.mutateAsync({ hours, validFrom: begins });
            announce("Horario quitado");
            onShow(null);
            if (answer.stranded.total > 0) onStranded(answer.stranded);
          }}
        />
      )}
    </>
  );
}

/** A day's shifts on every other day that is attended, or on all working days when none is. */
function copied(week: Week, from: number): Week {
  const open = week.filter((shifts) => shifts.length > 0).length;
  return week.map((shifts, weekday) =>
    shifts.length > 0 || (open === 1 && weekday < 5) ? week[from]!.map((shift) => ({ ...shift })) : shifts,
  );
}
