import { chosen, integer, optionalDay, optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const ANYONE = "any";
export const NO_VISIT = "none";

const choice = (none: string) =>
  z
    .string()
    .nullish()
    .transform((id) => (id && id !== none ? Number(id) : null));

export const wishedTreatment = z.object({ treatment_id: z.number(), name: z.string(), duration_minutes: z.number() });
export type WishedTreatment = z.infer<typeof wishedTreatment>;

// Fields carry the service's names, so that what it refuses lands where it was typed.
export const entryForm = z
  .object({
    patient_id: z
      .object({ id: z.number(), name: z.string() })
      .nullable()
      .refine((patient) => patient !== null, "Elija un paciente."),
    treatments: z.array(wishedTreatment).min(1, "Agregue al menos un tratamiento.").max(20),
    minutes: integer({ min: 5, max: 720 }),
    doctor_id: choice(ANYONE),
    windows: z.array(z.string()),
    first_day: optionalDay,
    last_day: optionalDay,
    notice_minutes: chosen,
    gives_up_id: choice(NO_VISIT),
    priority: z.boolean(),
    priority_reason: optionalText(500),
    note: optionalText(500),
  })
  .superRefine(({ priority, priority_reason }, context) => {
    if (priority && (priority_reason ?? "").length < 3)
      context.addIssue({ code: "custom", path: ["priority_reason"], message: "Escriba por qué va primero." });
  });
export type EntryValues = z.input<typeof entryForm>;
