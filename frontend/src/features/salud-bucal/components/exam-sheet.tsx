"use client";

import { SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { announce } from "@/lib/toast";
import { useRecord } from "../api";
import { bodyOf, EMPTY, oralHealthForm } from "../forms";
import { MALOCCLUSION, SEVERITY, SEXTANTS } from "../words";

const OPEN = { value: "-", label: "—" };
const levels = (most: number) => [
  OPEN,
  ...Array.from({ length: most + 1 }, (_, value) => ({ value: String(value), label: String(value) })),
];
const choices = (words: Record<string, string>) => [
  { value: "-", label: "Sin examinar" },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];

/** The section I of form 033: six sextants, and three conditions. */
export function ExamSheet({ patientId, onClose }: { patientId: number; onClose: () => void }) {
  const record = useRecord(patientId);
  const form = useZodForm(oralHealthForm, { defaultValues: EMPTY });
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title="Registrar examen"
      description="Placa y cálculo de 0 a 3, gingivitis 0 o 1. De cada sextante, la pieza que lo representa; lo que no se vio queda en —."
      form={form}
      submitLabel="Registrar examen"
      draftKey={`oral-health:${patientId}`}
      onSubmit={async (values) => {
        await record.mutateAsync(bodyOf(values));
        announce("Examen registrado");
      }}
    >
      <ol aria-label="Sextantes" className="space-y-2">
        {SEXTANTS.map((teeth, place) => (
          <li key={place} className="grid grid-cols-4 items-end gap-2">
            <SelectField
              control={form.control}
              name={`sextants.${place}.tooth`}
              label={`Sextante ${place + 1}`}
              options={teeth.map((tooth) => ({ value: String(tooth), label: String(tooth) }))}
            />
            <SelectField control={form.control} name={`sextants.${place}.plaque`} label="Placa" options={levels(3)} />
            <SelectField
              control={form.control}
              name={`sextants.${place}.calculus`}
              label="Cálculo"
              options={levels(3)}
            />
            <SelectField
              control={form.control}
              name={`sextants.${place}.gingivitis`}
              label="Gingivitis"
              options={levels(1)}
            />
          </li>
        ))}
      </ol>
      <div className="grid gap-3 sm:grid-cols-3">
        <SelectField
          control={form.control}
          name="periodontal"
          label="Enfermedad periodontal"
          options={choices(SEVERITY)}
        />
        <SelectField control={form.control} name="malocclusion" label="Maloclusión" options={choices(MALOCCLUSION)} />
        <SelectField control={form.control} name="fluorosis" label="Fluorosis" options={choices(SEVERITY)} />
      </div>
      <TextField control={form.control} name="remark" label="Observación" optional maxLength={500} />
    </FormSheet>
  );
}
