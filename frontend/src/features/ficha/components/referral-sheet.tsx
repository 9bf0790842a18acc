"use client";

import { SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { referralPdf } from "@/entities/record/queries";
import { oneLine, optionalText } from "@/lib/fields";
import { keepFile } from "@/lib/link";
import { z } from "@/lib/zod-es";

const KINDS = [
  { value: "REFERRAL", label: "Referencia" },
  { value: "DERIVATION", label: "Derivación" },
  { value: "COUNTER_REFERRAL", label: "Contrarreferencia" },
];
const REASONS = [
  { value: "LIMITED_CAPACITY", label: "Limitada capacidad resolutiva" },
  { value: "NO_PROFESSIONAL", label: "Falta de profesional" },
  { value: "FOLLOW_UP", label: "Seguimiento" },
  { value: "OTHER", label: "Otro" },
];
const referralForm = z.object({
  kind: z.string(),
  institution: oneLine(120),
  service: oneLine(120),
  specialty: optionalText(120),
  reason: z.string(),
  findings: optionalText(1500),
});

/** To whom the patient is sent: the rest of form 053 is what the note says. */
export function ReferralSheet({ noteId, onClose }: { noteId: number; onClose: () => void }) {
  const form = useZodForm(referralForm, {
    defaultValues: {
      kind: "REFERRAL",
      institution: "",
      service: "",
      specialty: "",
      reason: "LIMITED_CAPACITY",
      findings: "",
    },
  });
  const { control } = form;
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Referir a otro establecimiento"
      description="Formulario 053 (transcripción), con lo que dice la nota firmada. No se guarda: se imprime cada vez."
      form={form}
      submitLabel="Descargar formulario"
      onSubmit={async (values) => {
        keepFile(await referralPdf(noteId, values), `formulario-053-${noteId}.pdf`);
        onClose();
      }}
    >
      <SelectField control={control} name="kind" label="Clase" options={KINDS} />
      <TextField
        control={control}
        name="institution"
        label="Establecimiento"
        placeholder="Hospital Eugenio Espejo"
        maxLength={120}
      />
      <TextField control={control} name="service" label="Servicio" placeholder="Cirugía maxilofacial" maxLength={120} />
      <TextField control={control} name="specialty" label="Especialidad" maxLength={120} optional />
      <SelectField control={control} name="reason" label="Motivo" options={REASONS} />
      <TextareaField
        control={control}
        name="findings"
        label="Hallazgos de exámenes"
        hint="Si lo deja vacío, se nombran los documentos adjuntos."
        rows={3}
        maxLength={1500}
        optional
      />
    </FormSheet>
  );
}
