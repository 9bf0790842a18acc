import { z } from "@/lib/zod-es";

const personSchema = z.object({ id: z.string(), name: z.string() });

export const RESTS = ["NONE", "HOURS", "DAYS"] as const;
export const REST_KINDS = ["ABSOLUTE", "RELATIVE"] as const;
export const CONTINGENCIES = ["ILLNESS", "ACCIDENT", "WORK_ACCIDENT", "WORK_ILLNESS", "MATERNITY", "OTHER"] as const;

export const certificateSchema = z.object({
  id: z.number(),
  number: z.string(),
  patient_id: z.number(),
  attended_on: z.string(),
  attended_from: z.string(),
  attended_until: z.string().nullish(),
  reason: z.string(),
  diagnoses: z.array(z.object({ code: z.string(), description: z.string(), kind: z.string() })),
  /** Whether the patient wants it printed. */
  show_diagnosis: z.boolean(),
  rest: z.enum(RESTS),
  rest_hours: z.number().nullish(),
  rest_from: z.string().nullish(),
  rest_until: z.string().nullish(),
  rest_kind: z.enum(REST_KINDS).nullish(),
  contingency: z.enum(CONTINGENCIES).nullish(),
  advice: z.string().nullish(),
  professional: personSchema,
  issued_at: z.string(),
  /** What its QR says. */
  code: z.string(),
  annulled: z.object({ by: personSchema, at: z.string(), reason: z.string() }).nullish(),
});
export type Certificate = z.infer<typeof certificateSchema>;
