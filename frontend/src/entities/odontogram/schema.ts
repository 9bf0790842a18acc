import { z } from "@/lib/zod-es";
import { KIND_NAMES, MATERIALS, STATES } from "./findings";
import { FACES } from "./teeth";

const person = z.object({ id: z.string(), name: z.string() });
const face = z.enum(FACES);

export const findingSchema = z.object({
  tooth: z.number(),
  to_tooth: z.number().nullable(),
  kind: z.enum(KIND_NAMES),
  state: z.enum(STATES),
  faces: z.array(face),
  material: z.enum(MATERIALS).nullable(),
  value: z.number().nullable(),
  side: z.enum(["M", "D"]).nullable(),
  pillars: z.array(z.number()),
  remark: z.string().nullable(),
  custom_finding_id: z
    .number()
    .nullish()
    .transform((id) => id ?? null),
  noted_at: z.string().nullish(),
  noted_by: person.nullish(),
});

const teeth = z.array(z.number());
const indicesSchema = z.object({
  cpo: z.object({ decayed: teeth, missing: teeth, filled: teeth, total: z.number() }),
  ceo: z.object({ decayed: teeth, extracted: teeth, filled: teeth, total: z.number() }),
});

/** The teeth that each letter of CPO-D (permanent) and ceo-d (temporary) counts, as the service counts them. */
export type Indices = z.infer<typeof indicesSchema>;

export const DENTITIONS = ["PERMANENT", "TEMPORARY", "MIXED"] as const;

const head = {
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
  dentition: z.enum(DENTITIONS),
};

export const odontogramSchema = z.object({
  ...head,
  findings: z.array(findingSchema),
  indices: indicesSchema,
  sha256: z.string().nullish(),
});
export type Odontogram = z.infer<typeof odontogramSchema>;
export type Dentition = Odontogram["dentition"];

/** One version, without what was found. */
export const odontogramSummarySchema = z.object(head);
export type OdontogramSummary = z.infer<typeof odontogramSummarySchema>;

/** Every version, the newest first, and the one that stands: the draft, or the last that was signed. */
export const odontogramsSchema = z.object({
  data: z.array(odontogramSummarySchema),
  current: odontogramSchema.nullable(),
});
export type Odontograms = z.infer<typeof odontogramsSchema>;

/** A finding that the clinic has of its own. It is never renamed: signed charts name it. */
export const customKindSchema = z.object({
  id: z.number(),
  name: z.string(),
  sign: z.string(),
  states: z.array(z.enum(STATES)),
  active: z.boolean(),
  version: z.number(),
});
export type OwnFindingKind = z.infer<typeof customKindSchema>;
