import { fieldSchema } from "@/entities/note-template/schema";
import { z } from "@/lib/zod-es";

export const CATEGORIES = [
  "ALLERGY",
  "CONDITION",
  "MEDICATION",
  "SURGERY",
  "PREGNANCY",
  "FAMILY",
  "HABIT",
  "OTHER",
] as const;
export type Category = (typeof CATEGORIES)[number];
export const SEVERITIES = ["HIGH", "MODERATE", "LOW"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CERTAINTIES = ["CONFIRMED", "SUSPECTED"] as const;
/** What everybody who treats the patient must know; each warns whatever its severity. */
export const CONDITION_CODES = [
  "PACEMAKER",
  "ANTICOAGULATED",
  "PROSTHETIC_VALVE",
  "HYPERTENSION",
  "DIABETES",
  "EPILEPSY",
  "ASTHMA",
  "BLEEDING_DISORDER",
  "IMMUNOSUPPRESSED",
  "BONE_MEDICATION",
  "KIDNEY_FAILURE",
  "BREASTFEEDING",
] as const;
export type ConditionCode = (typeof CONDITION_CODES)[number];

const personSchema = z.object({ id: z.union([z.string(), z.number()]).transform(String), name: z.string() });

export const entrySchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  category: z.enum(CATEGORIES),
  description: z.string(),
  severity: z.enum(SEVERITIES).nullish(),
  onset_date: z.string().nullish(),
  reaction: z.string().nullish(),
  certainty: z.enum(CERTAINTIES).nullish(),
  condition_code: z.enum(CONDITION_CODES).nullish(),
  cie10_code: z.string().nullish(),
  end_date: z.string().nullish(),
  active: z.boolean(),
  recorded_by: personSchema,
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type HistoryEntry = z.infer<typeof entrySchema>;

export const CONDITIONS = ["INITIAL", "LABORATORY", "CONTROL"] as const;
export const VISITS = ["FIRST", "SUBSEQUENT"] as const;

const diagnosisSchema = z.object({
  code: z.string(),
  description: z.string(),
  kind: z.enum(["PRESUMPTIVE", "DEFINITIVE"]),
  /** Of a definitive one, as the RDACAA asks for it. */
  condition: z.enum(CONDITIONS).nullish(),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

export const addendumSchema = z.object({
  id: z.number(),
  text: z.string(),
  author: personSchema,
  created_at: z.string(),
});

export const PARTS = ["subjective", "objective", "assessment", "plan"] as const;
export type Part = (typeof PARTS)[number];

/** Text of an earlier note that stands in this one. */
const broughtSchema = z.object({
  note_id: z.number(),
  part: z.enum(PARTS),
  text: z.string(),
  reviewed: z.boolean(),
  signed_on: z.string(),
});
export type Brought = z.infer<typeof broughtSchema>;

const filledFormSchema = z.object({
  template_id: z.number(),
  edition: z.number(),
  name: z.string(),
  fields: z.array(fieldSchema),
  values: z.record(z.union([z.string(), z.array(z.array(z.string()))])),
});

/** Of a note whose author does not sign alone. */
const supervisionSchema = z.object({
  supervisor: personSchema,
  remark: z.string().nullish(),
  /** Null while it waits. */
  cosigned_by: personSchema.nullish(),
  cosigned_at: z.string().nullish(),
  /** Sent back to its author instead: what they write in its place is what stands. */
  returned: z.object({ by: personSchema, reason: z.string(), at: z.string(), draft_id: z.number() }).nullish(),
});
/** Of a note that is written again: which one was sent back, and why. */
export const redraftOfSchema = z.object({ note_id: z.number(), reason: z.string(), by: personSchema, at: z.string() });
const handoverSchema = z.object({
  from: personSchema,
  to: personSchema,
  by: personSchema,
  /** The draft's when it changed hands. */
  note_version: z.number(),
  at: z.string(),
});

export const noteSchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  appointment_id: z.number().nullish(),
  reason: z.string(),
  subjective: z.string().nullish(),
  objective: z.string().nullish(),
  assessment: z.string().nullish(),
  plan: z.string().nullish(),
  diagnoses: z.array(diagnosisSchema),
  visit: z.enum(VISITS).nullish(),
  form: filledFormSchema.nullish(),
  brought: z.array(broughtSchema).nullish(),
  /** Written on paper during an outage, and entered afterwards. */
  paper: z.object({ outage_id: z.number(), attended_at: z.string() }).nullish(),
  status: z.enum(["DRAFT", "SIGNED"]),
  author: personSchema,
  signed_by: personSchema.nullish(),
  signed_at: z.string().nullish(),
  content_sha256: z.string().nullish(),
  supervision: supervisionSchema.nullish(),
  redraft_of: redraftOfSchema.nullish(),
  handovers: z.array(handoverSchema).nullish(),
  addenda: z.array(addendumSchema),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type Note = z.infer<typeof noteSchema>;

export const cie10Schema = z.object({ code: z.string(), description: z.string() });
export type Cie10 = z.infer<typeof cie10Schema>;
export const cie10FoundSchema = z.object({ data: z.array(cie10Schema), loaded: z.boolean() });

export const ENTRY_KINDS = [
  "NOTE",
  "VITAL_SIGNS",
  "PRESCRIPTION",
  "CERTIFICATE",
  "ORDER",
  "DOCUMENT",
  "CONSENT",
  "CHART",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** One line of a record's timeline. */
export const timelineEntrySchema = z.object({
  kind: z.enum(ENTRY_KINDS),
  id: z.number(),
  at: z.string(),
  appointment_id: z.number().nullable(),
  title: z.string(),
  text: z.string().nullable(),
  diagnoses: z.array(z.object({ code: z.string(), description: z.string() })),
  addenda: z.number(),
  status: z.enum(["DRAFT", "SIGNED", "RETURNED", "ANNULLED", "ACCEPTED", "REFUSED", "EMERGENCY", "REVOKED"]).nullable(),
  author: z.object({ id: z.string(), name: z.string() }),
  file_id: z.string().nullable(),
  media_type: z.string().nullable(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;
