import { z } from "@/lib/zod-es";

const person = z.object({ id: z.string(), name: z.string() });
export const SEVERITIES = ["NONE", "MILD", "MODERATE", "SEVERE"] as const;
export const MALOCCLUSIONS = ["NONE", "ANGLE_I", "ANGLE_II", "ANGLE_III"] as const;
const averaged = z.object({ sum: z.number(), teeth: z.number(), average: z.string().nullable() });

/** The hygiene by sextants, the gums, the bite and the enamel of one visit. */
export const oralHealthSchema = z.object({
  id: z.number(),
  taken_at: z.string(),
  sextants: z.array(
    z.object({
      tooth: z.number(),
      plaque: z.number().nullable(),
      calculus: z.number().nullable(),
      gingivitis: z.number().nullable(),
    }),
  ),
  periodontal: z.enum(SEVERITIES).nullable(),
  malocclusion: z.enum(MALOCCLUSIONS).nullable(),
  fluorosis: z.enum(SEVERITIES).nullable(),
  remark: z.string().nullable(),
  hygiene: z.object({
    plaque: averaged,
    calculus: averaged,
    gingivitis: averaged,
    simplified: z.string().nullable(),
    level: z.enum(["GOOD", "FAIR", "POOR"]).nullable(),
  }),
  recorded_by: person,
  withdrawn: z.object({ by: person, at: z.string(), reason: z.string() }).nullable(),
});
export type OralHealth = z.infer<typeof oralHealthSchema>;
