"use client";

import { DateField, TimeField } from "@/components/form/date-fields";
import { TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Outage } from "@/entities/outage/schema";
import { today } from "@/lib/dates";
import { announce } from "@/lib/toast";
import { useSaveOutage } from "../api";
import { outageBody, outageForm, outageValues } from "../forms";

/** When the clinic worked on paper; without an end while it still does. */
export function OutageSheet({
  outage,
  onSaved,
  onClose,
}: {
  outage?: Outage;
  onSaved: (id: number) => void;
  onClose: () => void;
}) {
  const save = useSaveOutage(outage);
  const form = useZodForm(outageForm, { defaultValues: outageValues(outage, new Date()) });
  const { control } = form;
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={outage ? "Cambiar el apagón" : "Registrar un apagón"}
      description="Desde cuándo y hasta cuándo se trabajó en papel. Mientras no vuelva el sistema, deje el fin en blanco."
      form={form}
      submitLabel={outage ? "Guardar" : "Registrar apagón"}
      onSubmit={async (values) => {
        const saved = await save.mutateAsync(outageBody(values));
        announce(outage ? "Apagón cambiado" : "Apagón registrado");
        onSaved(saved.id);
      }}
    >
      <FormGrid>
        <DateField control={control} name="day" label="Desde el día" max={today()} />
        <TimeField control={control} name="started_at" label="A las" />
        <DateField control={control} name="last_day" label="Hasta el día" max={today()} optional />
        <TimeField control={control} name="ended_at" label="A las" optional />
      </FormGrid>
      <TextField
        control={control}
        name="reason"
        label="Qué pasó"
        placeholder="Corte de luz del sector"
        maxLength={500}
      />
    </FormSheet>
  );
}
