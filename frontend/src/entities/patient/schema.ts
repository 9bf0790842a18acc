import { z } from "@/lib/zod-es";

export const DOCUMENT_TYPES = ["CEDULA", "RUC", "PASSPORT", "FOREIGN_CARD"] as const;
export const NO_DOCUMENT_REASONS = ["NEWBORN", "LOST", "OTHER"] as const;
export const GENDERS = ["female", "male", "other", "unknown"] as const;

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
  why: z.enum(["DOCUMENT", "NAME_AND_BIRTH_DATE", "NAME_AND_PHONE", "NAME_AND_EMAIL"]),
});
export type LikelyDuplicate = z.infer<typeof likelyDuplicateSchema>;
