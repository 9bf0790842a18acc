"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useWatch } from "react-hook-form";
import { DateInput } from "@/components/form/date-input";
import { FieldFrame, RadioField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import { FormDialog } from "@/components/form/form-sheet";
import { TimeInput } from "@/components/form/time-input";
import { useZodForm } from "@/components/form/use-zod-form";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Appointment } from "@/entities/appointment/schema";
import { cancelSeries, moveSeries, unfitOf, type Series, type Unfit } from "@/entities/appointment/series";
import { at, dayOf, timeOf } from "@/lib/dates";
import { day, requiredText, time } from "@/lib/fields";
import { formatDateTime } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { z } from "@/lib/zod-es";

type SeriesDialogProps = {
  appointment: Appointment;
  series: Series;
  place: { occurrence: number };
  onClose: () => void;
};

/** Only what there is: a visit of one part has no «todas sus partes», one that does not repeat no «las siguientes». */
export function scopesOf({ appointments }: Series, { occurrence }: { occurrence: number }) {
  const parts = appointments.filter((one) => one.occurrence === occurrence).length;
  const repeats = new Set(appointments.map((one) => one.occurrence)).size > 1;
  return [
    ...(parts > 1 ? [{ value: "VISIT", label: "Todas las partes de esta visita" }] : []),
    ...(repeats
      ? [
          { value: "FOLLOWING", label: "Esta y las siguientes" },
          { value: "ALL", label: "Todas las que faltan" },
        ]
      : []),
  ];
}

const scope = z.enum(["VISIT", "FOLLOWING", "ALL"]);
const firstScope = (series: Series, place: { occurrence: number }) =>
  scope.parse(scopesOf(series, place)[0]?.value ?? "ALL");
const ONLY_THIS = "Para cambiar solo esta, use «Cambiar» o arrástrela en la agenda.";

/** As long as a move of one visit can be taken back. */
const UNDO_MS = 10_000;

const moveForm = z.object({ scope, day, start_time: time });

/** As many days and hours for all; what somebody moved by itself stays. */
export function MoveSeries({ appointment, series, place, onClose }: SeriesDialogProps) {
  const client = useQueryClient();
  const form = useZodForm(moveForm, {
    defaultValues: {
      scope: firstScope(series, place),
      day: dayOf(appointment.start_time),
      start_time: timeOf(appointment.start_time),
    },
  });
  const typed = JSON.stringify(useWatch({ control: form.control }));
  const [refused, setRefused] = useState<{ typed: string; unfit: readonly Unfit[] }>({ typed: "", unfit: [] });
  // Of another hour nobody knows yet what does not fit.
  const unfit = refused.typed === typed ? refused.unfit : [];
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Mover varias citas"
      description={`${appointment.patient.name}. ${ONLY_THIS}`}
      form={form}
      submitLabel={unfit.length > 0 ? "Mover las demás" : "Mover"}
      onSubmit={async (values) => {
        try {
          const wish = { appointment_id: appointment.id, scope: values.scope };
          const after = await moveSeries(client, series.id, appointment.version, {
            ...wish,
            start_time: at(values.day, values.start_time),
            leave: unfit.map(({ id }) => id),
          });
          const { version, leave } = wayBack(series, after, appointment.id);
          notify(`Citas de ${appointment.patient.name} movidas`, {
            lasting: UNDO_MS,
            undo: () =>
              void moveSeries(client, series.id, version, { ...wish, start_time: appointment.start_time, leave }).then(
                () => notify("Las citas están otra vez donde estaban"),
                (error: unknown) => notifyError(error),
              ),
          });
        } catch (error) {
          setRefused({ typed, unfit: unfitOf(error) });
          throw error;
        }
      }}
    >
      <RadioField control={form.control} name="scope" label="Cuáles" options={scopesOf(series, place)} />
      <FormGrid>
        <FieldFrame
          control={form.control}
          name="day"
          label="Esta pasa al"
          render={({ value, ...field }) => <DateInput {...field} value={value as string} />}
        />
        <FieldFrame
          control={form.control}
          name="start_time"
          label="A las"
          render={({ value, ...field }) => <TimeInput {...field} value={value as string} />}
        />
      </FormGrid>
      {unfit.length > 0 && (
        <Alert variant="warning">
          <AlertTitle>Ninguna se movió todavía</AlertTitle>
          <AlertDescription>
            <ul className="space-y-1">
              {unfit.map(({ id, start_time, problem }) => (
                <li key={id}>
                  {formatDateTime(start_time)}: {problem}
                </li>
              ))}
            </ul>
            <p>Elija otra hora, o mueva las demás y deje estas donde están.</p>
          </AlertDescription>
        </Alert>
      )}
    </FormDialog>
  );
}

/** A move is taken back by one the other way: only of what it moved, as long as nobody changed the visit that it began at. */
export function wayBack(before: Series, after: Series, anchorId: number) {
  const was = new Map(before.appointments.map(({ id, start_time }) => [id, Date.parse(start_time)]));
  return {
    version: after.appointments.find(({ id }) => id === anchorId)!.version,
    leave: after.appointments
      .filter(({ id, start_time }) => was.get(id) === Date.parse(start_time))
      .map(({ id }) => id),
  };
}

const cancelForm = z.object({ scope, reason: requiredText(500) });

export function CancelSeries({ appointment, series, place, onClose }: SeriesDialogProps) {
  const client = useQueryClient();
  const form = useZodForm(cancelForm, { defaultValues: { scope: firstScope(series, place), reason: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Cancelar varias citas"
      description={`${appointment.patient.name}. Las horas quedan libres para otras personas. No se puede deshacer.`}
      form={form}
      submitLabel="Cancelar citas"
      destructive
      onSubmit={async (values) => {
        await cancelSeries(client, series.id, appointment.version, { appointment_id: appointment.id, ...values });
        notify(`Citas de ${appointment.patient.name} canceladas`);
      }}
    >
      <RadioField control={form.control} name="scope" label="Cuáles" options={scopesOf(series, place)} />
      <TextField control={form.control} name="reason" label="Motivo" maxLength={500} />
    </FormDialog>
  );
}
