import { z } from "@/lib/zod-es";

export const PHASES = ["ALIGNMENT", "SPACE_CLOSURE", "FINISHING", "RETENTION"] as const;
export const WIRE_ACTS = ["PLACED", "KEPT", "ADJUSTED", "REMOVED"] as const;
export const ALLOYS = ["NITI", "HEAT_NITI", "STEEL", "BETA_TITANIUM", "BRAIDED"] as const;
export const ELASTICS = ["CLASS_II", "CLASS_III", "CROSSED", "VERTICAL", "MIDLINE"] as const;
export const SIDES = ["BOTH", "RIGHT", "LEFT"] as const;
export const WORKS = ["BONDED", "CHAIN", "SPRING", "STRIPPING", "BITE_BLOCKS", "DEBONDED", "RETAINER"] as const;

const person = z.object({ id: z.string(), name: z.string() });
const wireSchema = z.object({
  act: z.enum(WIRE_ACTS),
  alloy: z.enum(ALLOYS).nullable(),
  /** Inches: «0.016», «0.016x0.022». */
  size: z.string().nullable(),
});
export type Wire = z.infer<typeof wireSchema>;

/** What was done at a monthly control, and for when the next one is. */
export const controlSchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  note_id: z.number().nullable(),
  controlled_at: z.string(),
  phase: z.enum(PHASES).nullable(),
  upper: wireSchema.nullable(),
  lower: wireSchema.nullable(),
  elastics: z
    .object({
      kind: z.enum(ELASTICS),
      side: z.enum(SIDES),
      size: z.string().nullable(),
      hours: z.number().nullable(),
    })
    .nullable(),
  works: z.array(z.enum(WORKS)),
  rebonded: z.array(z.number()),
  next_on: z.string().nullable(),
  remark: z.string().nullable(),
  recorded_by: person,
  withdrawn: z.object({ by: person, at: z.string(), reason: z.string() }).nullable(),
});
export type Control = z.infer<typeof controlSchema>;
