"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarOff, Plus } from "lucide-react";
import { useState } from "react";
import { DateField, TimeField } from "@/components/form/date-fields";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { timeOffQuery } from "@/entities/schedule/queries";
import type { Stranded, TimeOff } from "@/entities/schedule/schema";
import { StrandedDialog } from "@/entities/schedule/stranded-dialog";
import { at, dayOf, today } from "@/lib/dates";
import { formatDateTime, formatFullDate, formatTimeRange } from "@/lib/format";
import { announce } from "@/lib/toast";
import { useAddTimeOff, useCancelTimeOff } from "../api";
import { timeOffForm } from "../forms";

/** Holidays, courses, absences: from today on. */
export function TimeOffSection({ doctorId, name }: { doctorId: number; name: string }) {
  const query = useQuery(timeOffQuery(doctorId, { from: today() }));
  const [adding, setAdding] = useState(0);
  const [open, setOpen] = useState(false);
  const [stranded, setStranded] = useState<Stranded | null>(null);
  const [leaving, setLeaving] = useState<TimeOff | null>(null);
  const cancel = useCancelTimeOff();

  const add = () => {
    setAdding(adding + 1);
    setOpen(true);
  };
  return (
    <Card aria-label="Ausencias">
      <CardHeader className="pb-3">
        <CardTitle>Ausencias</CardTitle>
        <CardAction>
          <Button variant="outline" size="sm" onClick={add}>
            <Plus aria-hidden />
            Nueva ausencia
          </Button>
        </CardAction>
      </CardHeader>
      {query.isPending && <Skeleton className="mx-4 mb-4 h-10 w-auto" />}
      {query.isError && (
        <ErrorState bare error={query.error} what="las ausencias" onRetry={() => void query.refetch()} />
      )}
      {query.data?.length === 0 && (
        <EmptyState bare icon={CalendarOff} title="Sin ausencias programadas" className="pb-8 pt-4">
          Registre vacaciones, cursos o permisos para que nadie agende en esas horas.
        </EmptyState>
      )}
      <ul>
        {query.data?.map((row) => (
          <li key={row.id} className="flex items-center gap-3 border-t border-border px-4 py-2.5 text-sm">
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{row.reason}</span>
              <span className="text-muted-foreground tabular-nums">{spanOf(row)}</span>
            </span>
            <Button variant="ghost" size="sm" onClick={() => setLeaving(row)}>
              Anular
            </Button>
          </li>
        ))}
      </ul>
      <NewTimeOff
        key={adding}
        doctorId={doctorId}
        name={name}
        open={open}
        onClose={() => setOpen(false)}
        onStranded={setStranded}
      />
      <StrandedDialog stranded={stranded} onClose={() => setStranded(null)} />
      {leaving && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setLeaving(null)}
          title={`Anular «${leaving.reason}»`}
          description={`${spanOf(leaving)}. Esas horas vuelven a estar disponibles para agendar.`}
          confirmLabel="Anular ausencia"
          onConfirm={async () => {
            await cancel.mutateAsync(leaving.id);
            announce("Ausencia anulada");
          }}
        />
      )}
    </Card>
  );
}

function spanOf({ start_time, end_time }: TimeOff) {
  if (dayOf(start_time) === dayOf(end_time))
    return `${formatFullDate(start_time)}, ${formatTimeRange(start_time, end_time)}`;
  return `${formatDateTime(start_time)} – ${formatDateTime(end_time)}`;
}

function NewTimeOff({
  doctorId,
  name,
  open,
  onClose,
  onStranded,
}: {
  doctorId: number;
  name: string;
  open: boolean;
  onClose: () => void;
  onStranded: (stranded: Stranded) => void;
}) {
  const add = useAddTimeOff(doctorId);
  const form = useZodForm(timeOffForm, {
    defaultValues: { from_day: today(), from_time: "08:00", to_day: today(), to_time: "18:00", reason: "" },
  });
  const { control } = form;
  return (
    <FormDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Nueva ausencia"
      description={name}
      form={form}
      submitLabel="Registrar ausencia"
      onSubmit={async ({ from_day, from_time, to_day, to_time, reason }) => {
        const saved = await add.mutateAsync({
          start_time: at(from_day, from_time),
          end_time: at(to_day, to_time),
          reason,
        });
        announce("Ausencia registrada");
        if (saved.stranded.total > 0) onStranded(saved.stranded);
      }}
    >
      <TextField control={control} name="reason" label="Motivo" placeholder="Vacaciones" maxLength={200} />
      <div className="grid grid-cols-[1.4fr_1fr] gap-x-3 gap-y-4">
        <DateField control={control} name="from_day" label="Desde" />
        <TimeField control={control} name="from_time" label="Hora" />
        <DateField control={control} name="to_day" label="Hasta" />
        <TimeField control={control} name="to_time" label="Hora" />
      </div>
    </FormDialog>
  );
}
