"use client";

import { useWatch } from "react-hook-form";
import { DateField, TimeField } from "@/components/form/date-fields";
import { CheckboxField, TextareaField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Outage, PaperVisit } from "@/entities/outage/schema";
import { dayOf, timeOf, today } from "@/lib/dates";
import { formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useEnterSheet } from "../api";
import { entryForm, hoursOf } from "../forms";

const PARTS = [
  ["subjective", "Subjetivo"],
  ["objective", "Objetivo"],
  ["assessment", "Análisis"],
  ["plan", "Plan"],
] as const;

type Props = { outage: Outage; visit: PaperVisit; sheet?: string; onClose: () => void };

/** What a sheet says: the hours of the visit, and its note as far as it was written. */
export function EntrySheet({ outage, visit, sheet, onClose }: Props) {
  const writes = useCan("records:write");
  const enter = useEnterSheet(outage, visit);
  const { entry } = visit;
  const form = useZodForm(entryForm, {
    defaultValues: {
      day: dayOf(entry?.started_at ?? visit.start_time),
      from: timeOf(entry?.started_at ?? visit.start_time),
      until: timeOf(entry?.ended_at ?? visit.end_time),
      sheet: entry?.sheet ?? sheet ?? "",
      with_note: writes,
      reason: "",
      subjective: "",
      objective: "",
      assessment: "",
      plan: "",
    },
  });
  const { control } = form;
  const withNote = useWatch({ control, name: "with_note" });
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Ingresar la hoja de ${visit.patient.name}`}
      description={
        entry
          ? `Atendida el ${formatDateTime(entry.started_at)}: falta su nota.`
          : "La cita queda atendida. Lo que se consumió y se cobra lleva la fecha de hoy; la nota, la hora de la hoja."
      }
      draftKey={`hoja:${visit.appointment_id}`}
      form={form}
      submitLabel={entry ? "Guardar nota" : "Ingresar hoja"}
      onSubmit={async ({ day, from, until, ...values }) => {
        const note = await enter.mutateAsync({ ...values, ...hoursOf({ day, from, until }) });
        announce(note ? "Hoja ingresada; la nota queda en borrador" : "Hoja ingresada");
      }}
    >
      {!entry && (
        <FormGrid>
          <DateField control={control} name="day" label="Día" max={today()} />
          <TextField control={control} name="sheet" label="Hoja en blanco n.º" placeholder="20261130-03" optional />
          <TimeField control={control} name="from" label="Empezó" />
          <TimeField control={control} name="until" label="Terminó" />
        </FormGrid>
      )}
      {writes && !entry && <CheckboxField control={control} name="with_note" label="Ingresar también su nota" />}
      {withNote && (
        <>
          <TextField control={control} name="reason" label="Motivo de consulta" maxLength={500} autoComplete="off" />
          {PARTS.map(([name, label]) => (
            <TextareaField
              key={name}
              control={control}
              name={name}
              label={label}
              rows={2}
              maxLength={20_000}
              optional
            />
          ))}
          <p className="text-sm text-muted-foreground">
            Se guarda como borrador suyo: complétela con diagnósticos y fírmela en la ficha, o pásela a quien atendió.
          </p>
        </>
      )}
    </FormSheet>
  );
}
