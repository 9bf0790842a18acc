import { z } from "@/lib/zod-es";

export const MEASURES = [
  "systolic",
  "diastolic",
  "pulse",
  "respiration",
  "temperature",
  "saturation",
  "weight",
  "height",
  "head",
  "glucose",
  "pain",
] as const;
export type Measure = (typeof MEASURES)[number];

const measured = z.union([z.string(), z.number()]).transform(Number).nullable();
const person = z.object({ id: z.string(), name: z.string() });
const scored = z.object({ z: z.string(), percentile: z.string() }).nullish();

export const vitalSignsSchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  note_id: z.number().nullable(),
  taken_at: z.string(),
  systolic: measured,
  diastolic: measured,
  pulse: measured,
  respiration: measured,
  temperature: measured,
  saturation: measured,
  weight: measured,
  height: measured,
  head: measured,
  glucose: measured,
  pain: measured,
  remark: z.string().nullable(),
  bmi: z.string().nullable(),
  /** For age, by the WHO: its standards up to five years, its reference up to nineteen. */
  growth: z.object({ weight: scored, height: scored, bmi: scored }).nullable(),
  unusual: z.array(z.string()),
  recorded_by: person,
  withdrawn: z.object({ by: person, at: z.string(), reason: z.string() }).nullable(),
});
export type VitalSigns = z.infer<typeof vitalSignsSchema>;

export const rangeSchema = z.object({ measure: z.string(), low: z.number(), high: z.number() });
export type PlausibleRange = z.infer<typeof rangeSchema>;

export const GROWTH_MEASURES = ["height", "bmi", "weight"] as const;
export type GrowthMeasure = (typeof GROWTH_MEASURES)[number];
const lines = { p3: z.number(), p15: z.number(), p50: z.number(), p85: z.number(), p97: z.number() };
const chartSchema = z.object({
  measure: z.enum(GROWTH_MEASURES),
  reference: z.enum(["WHO_2006", "WHO_2007"]),
  curves: z.array(z.object({ month: z.number(), ...lines })),
  points: z.array(z.object({ month: z.number(), value: z.number(), percentile: z.string() })),
});
export type GrowthChart = z.infer<typeof chartSchema>;
export const growthSchema = z.object({ data: chartSchema.nullable() });
