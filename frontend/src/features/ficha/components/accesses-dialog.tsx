"use client";

import { DateField } from "@/components/form/date-fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { accessesHref } from "@/entities/patient/queries";
import type { Patient } from "@/entities/patient/schema";
import { addMonths, today } from "@/lib/dates";
import { accessesForm } from "../forms";

type AccessesProps = { patient: Patient; onClose: () => void };

/** Prints who saw or changed something of the patient, who may ask for it. */
export function AccessesDialog({ patient, onClose }: AccessesProps) {
  const form = useZodForm(accessesForm, { defaultValues: { from: addMonths(today(), -12), to: today() } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Informe de accesos"
      description={`Quién vio o cambió algo de ${patient.full_name}, y cuándo. El paciente tiene derecho a pedirlo; emitirlo también queda en el registro.`}
      form={form}
      submitLabel="Abrir PDF"
      onSubmit={(period) => {
        window.open(accessesHref(patient.id, period), "_blank", "noreferrer");
        onClose();
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField control={form.control} name="from" label="Desde" max={today()} years />
        <DateField control={form.control} name="to" label="Hasta" max={today()} />
      </div>
    </FormDialog>
  );
}
