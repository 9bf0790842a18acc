import { z } from "zod";
import { listOf } from "@/lib/api";

export const KINDS = ["PHOTO", "RADIOGRAPH", "LABORATORY", "OTHER"] as const;
export type Kind = (typeof KINDS)[number];

/** What a photo of a series shows, in the order in which a series is taken. */
export const VIEWS = [
  "FRONTAL",
  "SMILE",
  "PROFILE",
  "THREE_QUARTER",
  "INTRAORAL_FRONTAL",
  "INTRAORAL_RIGHT",
  "INTRAORAL_LEFT",
  "OCCLUSAL_UPPER",
  "OCCLUSAL_LOWER",
] as const;
export type View = (typeof VIEWS)[number];
/** The moment of the treatment at which it was taken. */
export const STAGES = ["BEFORE", "PROGRESS", "AFTER"] as const;
export type Stage = (typeof STAGES)[number];

const personSchema = z.object({ id: z.string(), name: z.string() });

export const documentSchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  file_id: z.string(),
  kind: z.enum(KINDS),
  title: z.string(),
  taken_on: z.string(),
  note: z.string().nullable(),
  appointment_id: z.number().nullable(),
  note_id: z.number().nullable(),
  view: z.enum(VIEWS).nullable(),
  stage: z.enum(STAGES).nullable(),
  media_type: z.string(),
  size_bytes: z.number(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  pages: z.number().nullable(),
  sha256: z.string(),
  added_by: personSchema,
  withdrawn: z.object({ by: personSchema, at: z.string(), reason: z.string() }).nullable(),
  /** Is anything drawn over the image? */
  annotated: z.boolean().default(false),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type PatientDocument = z.infer<typeof documentSchema>;

export const pairSchema = z.object({
  title: z.string(),
  before: documentSchema,
  after: documentSchema,
  shift_x: z.string(),
  shift_y: z.string(),
  scale: z.string(),
  turn: z.string(),
  arranged_by: personSchema,
  arranged_at: z.string(),
});
export type PhotoPair = z.infer<typeof pairSchema>;
export const pairsSchema = listOf(pairSchema);
