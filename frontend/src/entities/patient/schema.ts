import { z } from "@/lib/zod-es";

export const DOCUMENT_TYPES = ["CEDULA", "RUC", "PASSPORT", "FOREIGN_CARD"] as const;
export const NO_DOCUMENT_REASONS = ["NEWBORN", "LOST", "OTHER"] as const;
export const GENDERS = ["female", "male", "other", "unknown"] as const;
// What the Ministry's admission form lists.
export const ETHNICITIES = [
  "MESTIZO",
  "INDIGENOUS",
  "AFRO_ECUADORIAN",
  "BLACK",
  "MULATTO",
  "MONTUBIO",
  "WHITE",
  "OTHER",
  "NOT_SAID",
] as const;
export const MARITAL_STATUSES = ["SINGLE", "UNION", "MARRIED", "SEPARATED", "DIVORCED", "WIDOWED"] as const;
export const EDUCATIONS = ["NONE", "BASIC", "SECONDARY", "HIGHER", "POSTGRADUATE"] as const;
export const CAME_BY = [
  "RECOMMENDED",
  "REFERRED",
  "SOCIAL_MEDIA",
  "INTERNET",
  "PASSING_BY",
  "INSURER",
  "OTHER",
] as const;
export const CHANNELS = ["WHATSAPP", "CALL", "EMAIL", "SMS"] as const;

const alertSchema = z.object({
  category: z.string(),
  description: z.string(),
  severity: z.enum(["LOW", "MODERATE", "HIGH"]).nullish(),
  reaction: z.string().nullish(),
  certainty: z.enum(["CONFIRMED", "SUSPECTED"]).nullish(),
  condition_code: z.string().nullish(),
});
export type ClinicalAlert = z.infer<typeof alertSchema>;

/** A document, with its country where it is a foreign one, or why there is none. */
const identity = {
  document_type: z.enum(DOCUMENT_TYPES).nullable(),
  document_number: z.string().nullable(),
  document_country: z.string().nullish(),
  no_document_reason: z.enum(NO_DOCUMENT_REASONS).nullish(),
};

export const patientRowSchema = z.object({
  id: z.number(),
  ...identity,
  first_name: z.string(),
  last_name: z.string().nullable(),
  full_name: z.string(),
  birth_date: z.string().nullish(),
  gender: z.enum(GENDERS),
  occupation: z.string().nullish(),
  phone: z.string().nullish(),
  email: z.string().nullish(),
  address: z.string().nullish(),
  emergency_contact_name: z.string().nullish(),
  emergency_contact_phone: z.string().nullish(),
  tags: z.array(z.string()).default([]),
  active: z.boolean(),
  version: z.number(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type PatientRow = z.infer<typeof patientRowSchema>;

/** A row of the list: of what kinds its alerts are, or null to whom may not know; what they say is in the file. */
export const listedPatientSchema = patientRowSchema.extend({
  alert_kinds: z.array(z.string()).nullable().default(null),
});
export type ListedPatient = z.infer<typeof listedPatientSchema>;

/** Of what kinds the alerts of one of several patients are. */
export const alertKindsSchema = z.object({ patient_id: z.number(), alert_kinds: z.array(z.string()) });

/** A file says its alerts, or null to whom may not know them; a row of a list does not. */
export const patientSchema = patientRowSchema.extend({
  nationality: z.string().nullish(),
  birth_place: z.string().nullish(),
  ethnicity: z.enum(ETHNICITIES).nullish(),
  marital_status: z.enum(MARITAL_STATUSES).nullish(),
  education: z.enum(EDUCATIONS).nullish(),
  workplace: z.string().nullish(),
  insurer: z.string().nullish(),
  insurance_number: z.string().nullish(),
  came_by: z.enum(CAME_BY).nullish(),
  preferred_channel: z.enum(CHANNELS).nullish(),
  emergency_contact_relation: z.string().nullish(),
  guardian_name: z.string().nullish(),
  guardian_relation: z.string().nullish(),
  guardian_document: z.string().nullish(),
  guardian_phone: z.string().nullish(),
  /** When what is kept of the person was erased; whole where the record is nobody's any more. */
  erased_at: z.string().nullish(),
  erased_whole: z.boolean().nullish(),
  alerts: z.array(alertSchema).nullable().default([]),
  /** Who says that no allergy is known, and when; null where nobody does, or where one may not know. */
  no_known_allergies: z.object({ by: z.object({ name: z.string() }), at: z.string() }).nullish(),
});
export type Patient = z.infer<typeof patientSchema>;

/** What a search for a person answers. */
export const patientHitSchema = z.object({
  id: z.number(),
  full_name: z.string(),
  ...identity,
  phone: z.string().nullish(),
  birth_date: z.string().nullish(),
});
export type PatientHit = z.infer<typeof patientHitSchema>;

/** What other services know of the patient, to make the invoice out to them. */
export const patientSummarySchema = z.object({
  id: z.number(),
  full_name: z.string(),
  ...identity,
  phone: z.string().nullish(),
  email: z.string().nullish(),
  address: z.string().nullish(),
});
export type PatientSummary = z.infer<typeof patientSummarySchema>;

/** Somebody registered who may be the same person. */
export const likelyDuplicateSchema = z.object({
  id: z.number(),
  full_name: z.string(),
  ...identity,
  birth_date: z.string().nullish(),
  active: z.boolean(),
  why: z.enum(["DOCUMENT", "NAME_AND_BIRTH_DATE", "NAME_AND_PHONE", "NAME_AND_EMAIL", "PHONE"]),
  score: z.number(),
});
export type LikelyDuplicate = z.infer<typeof likelyDuplicateSchema>;
