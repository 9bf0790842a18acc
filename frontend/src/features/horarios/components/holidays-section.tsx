"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarX2, ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { DateField } from "@/components/form/date-fields";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { holidaysQuery } from "@/entities/schedule/queries";
import type { Holiday, Stranded } from "@/entities/schedule/schema";
import { StrandedDialog } from "@/entities/schedule/stranded-dialog";
import { useUrlState } from "@/hooks/use-url-state";
import { today } from "@/lib/dates";
import { formatLongDate } from "@/lib/format";
import { announce, notifyError } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { useRemoveHoliday, useSaveHoliday } from "../api";
import { holidayForm } from "../forms";

const FIRST = 2000;
const LAST = 2100;

/** A year's days of rest: the law's, on which the clinic may attend all the same, and the clinic's own. */
export function HolidaysSection() {
  const url = useUrlState();
  const asked = Number(url.get("anio"));
  const year = asked >= FIRST && asked <= LAST ? asked : Number(today().slice(0, 4));
  const query = useQuery(holidaysQuery({ from: `${year}-01-01`, to: `${year}-12-31` }));
  const [adding, setAdding] = useState({ serial: 0, open: false });
  const [closing, setClosing] = useState<Holiday | null>(null);
  const [stranded, setStranded] = useState<Stranded | null>(null);
  const save = useSaveHoliday();
  const remove = useRemoveHoliday();
  const show = (next: number) => url.set({ anio: next });
  const tell = (answer: { stranded: Stranded }) => answer.stranded.total > 0 && setStranded(answer.stranded);

  const attend = (day: Holiday) =>
    save
      .mutateAsync({ ...day, closed: false })
      .then(() => announce(`Se atiende el ${formatLongDate(day.date).toLowerCase()}`), notifyError);
  const takeBack = (day: Holiday) =>
    remove.mutateAsync(day).then((answer) => {
      announce(`${day.name} quitado de los feriados`);
      tell(answer);
    }, notifyError);

  return (
    <Card aria-label="Feriados">
      <CardHeader className="pb-3">
        <CardTitle className="flex items-center gap-1">
          <Button
            variant="ghost"
            size="icon"
            aria-label="Año anterior"
            disabled={year <= FIRST}
            onClick={() => show(year - 1)}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <span className="tabular-nums">Feriados {year}</span>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Año siguiente"
            disabled={year >= LAST}
            onClick={() => show(year + 1)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </CardTitle>
        <CardAction>
          <Button
            variant="outline"
            size="sm"
            onClick={() => setAdding(({ serial }) => ({ serial: serial + 1, open: true }))}
          >
            <Plus aria-hidden />
            Cerrar un día
          </Button>
        </CardAction>
      </CardHeader>
      {query.isPending && <Skeleton className="mx-4 mb-4 h-40 w-auto" />}
      {query.isError && (
        <ErrorState bare error={query.error} what="los feriados" onRetry={() => void query.refetch()} />
      )}
      {query.data?.length === 0 && (
        <EmptyState bare icon={CalendarX2} title={`Sin feriados en ${year}`} className="pb-8 pt-4">
          Cierre los días en que la clínica no atiende, para que nadie agende en ellos.
        </EmptyState>
      )}
      <ul>
        {query.data?.map((day) => (
          <li
            key={day.date}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-border px-4 py-2 text-sm"
          >
            <span className="w-40 shrink-0 tabular-nums max-sm:w-full text-muted-foreground">
              {formatLongDate(day.date)}
            </span>
            <span className={cn("min-w-0 flex-1 basis-24 font-medium", !day.closed && "text-muted-foreground")}>
              {day.name}
            </span>
            <Badge variant="outline">
              {day.origin === "CLINIC" ? "De la clínica" : day.closed ? "Nacional" : "Se atiende"}
            </Badge>
            <span className="flex justify-end max-sm:-mr-3 sm:w-20">
              {day.origin === "CLINIC" ? (
                <Button variant="ghost" size="sm" aria-label={`Quitar ${day.name}`} onClick={() => void takeBack(day)}>
                  Quitar
                </Button>
              ) : day.closed ? (
                <Button
                  variant="ghost"
                  size="sm"
                  aria-label={`Atender en ${day.name}`}
                  onClick={() => void attend(day)}
                >
                  Atender
                </Button>
              ) : (
                <Button variant="ghost" size="sm" aria-label={`Cerrar en ${day.name}`} onClick={() => setClosing(day)}>
                  Cerrar
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ClosedDayDialog
        key={adding.serial}
        year={year}
        known={query.data ?? []}
        open={adding.open}
        onClose={() => setAdding(({ serial }) => ({ serial, open: false }))}
        onSaved={tell}
      />
      {closing && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setClosing(null)}
          title={`Cerrar el ${formatLongDate(closing.date).toLowerCase()}`}
          description={`${closing.name}. Nadie podrá agendar ese día, salvo como sobrecupo. Las citas que ya hay no cambian: al terminar verá cuáles son.`}
          confirmLabel="Cerrar ese día"
          onConfirm={async () => {
            const answer = await remove.mutateAsync(closing);
            announce("Ese día queda cerrado");
            tell(answer);
          }}
        />
      )}
      <StrandedDialog stranded={stranded} onClose={() => setStranded(null)} />
    </Card>
  );
}

function ClosedDayDialog({
  year,
  known,
  open,
  onClose,
  onSaved,
}: {
  year: number;
  known: readonly Holiday[];
  open: boolean;
  onClose: () => void;
  onSaved: (answer: { stranded: Stranded }) => void;
}) {
  const save = useSaveHoliday();
  const first = `${year}-01-01`;
  const form = useZodForm(holidayForm, { defaultValues: { date: today() > first ? today() : first, name: "" } });
  return (
    <FormDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Cerrar un día"
      description="Una fiesta local, un feriado por decreto, un duelo."
      form={form}
      submitLabel="Cerrar ese día"
      onSubmit={async ({ date, name }) => {
        const version = known.find((day) => day.date === date)?.version ?? 0;
        const answer = await save.mutateAsync({ date, name, version, closed: true });
        announce(`Clínica cerrada el ${formatLongDate(date).toLowerCase()}`);
        onSaved(answer);
      }}
    >
      <DateField control={form.control} name="date" label="Día" />
      <TextField control={form.control} name="name" label="Nombre" placeholder="Fundación de Quito" maxLength={100} />
    </FormDialog>
  );
}
