import { z } from "@/lib/zod-es";

const person = z.object({ id: z.string(), name: z.string() });

export const SITES = ["DV", "V", "MV", "DL", "L", "ML"] as const;
export type SiteKey = (typeof SITES)[number];

const siteSchema = z.object({
  depth: z.number().nullable(),
  /** From the enamel line: negative is recession, positive covers enamel. */
  margin: z.number().nullable(),
  bleeding: z.boolean(),
  suppuration: z.boolean(),
  plaque: z.boolean(),
  attachment: z.number().nullish(),
});
export type Site = z.infer<typeof siteSchema>;

const grade = z.number().nullable();
export const periodontalToothSchema = z.object({
  tooth: z.number(),
  absent: z.boolean(),
  mobility: grade,
  furcation: z.object({ V: grade, L: grade, M: grade, D: grade }),
  sites: z.object({
    DV: siteSchema,
    V: siteSchema,
    MV: siteSchema,
    DL: siteSchema,
    L: siteSchema,
    ML: siteSchema,
  }),
});
export type PeriodontalTooth = z.infer<typeof periodontalToothSchema>;

const indicesSchema = z.object({
  sites: z.number(),
  bleeding: z.number(),
  bleeding_percent: z.string().nullable(),
  suppuration: z.number(),
  plaque: z.number(),
  plaque_percent: z.string().nullable(),
  deep_4: z.number(),
  deep_6: z.number(),
  mean_depth: z.string().nullable(),
  mean_attachment: z.string().nullable(),
});
export type PeriodontalIndices = z.infer<typeof indicesSchema>;

export const periodontogramSummarySchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  note_id: z.number().nullable(),
  status: z.enum(["DRAFT", "SIGNED"]),
  created_at: z.string(),
  updated_at: z.string(),
  author: person,
  signed_at: z.string().nullable(),
  signed_by: person.nullable(),
  version: z.number(),
  indices: indicesSchema,
});
export type PeriodontogramSummary = z.infer<typeof periodontogramSummarySchema>;

export const periodontogramSchema = periodontogramSummarySchema.extend({ teeth: z.array(periodontalToothSchema) });
export type Periodontogram = z.infer<typeof periodontogramSchema>;

/** Every exam, the newest first, and the one that stands. */
export const periodontogramsSchema = z.object({
  data: z.array(periodontogramSummarySchema),
  current: periodontogramSchema.nullable(),
});
export type Periodontograms = z.infer<typeof periodontogramsSchema>;
