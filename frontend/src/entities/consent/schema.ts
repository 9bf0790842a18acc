import { z } from "zod";
import { listOf } from "@/lib/api";

export const consentSchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  template_id: z.number(),
  edition: z.number(),
  appointment_id: z.number().nullable(),
  decision: z.enum(["ACCEPTED", "REFUSED", "EMERGENCY", "REVOKED"]),
  title: z.string(),
  reason: z.string().nullable(),
  revokes_id: z.number().nullable(),
  revoked_by: z.number().nullable(),
  signer: z.enum(["PATIENT", "GUARDIAN", "PROFESSIONAL"]),
  signer_name: z.string(),
  signer_document: z.string().nullable(),
  signer_relation: z.string().nullable(),
  professional_name: z.string(),
  valid_until: z.string(),
  content_sha256: z.string(),
  file_id: z.string(),
  recorded_by: z.object({ id: z.string(), name: z.string() }),
  signed_at: z.string(),
  signed_through: z.enum(["SCREEN", "LINK"]),
});
export type ProcedureConsent = z.infer<typeof consentSchema>;

export const templateSchema = z.object({
  id: z.number(),
  name: z.string(),
  edition: z.number(),
  body: z.string(),
  valid_days: z.number(),
  treatments: z.array(z.object({ id: z.number(), name: z.string() })),
  active: z.boolean(),
  version: z.number(),
  updated_at: z.string(),
});
export type ConsentTemplate = z.infer<typeof templateSchema>;
export const templatesSchema = listOf(templateSchema);

export const previewSchema = z.object({
  template_id: z.number(),
  edition: z.number(),
  title: z.string(),
  text: z.string(),
  text_sha256: z.string(),
  needs_guardian: z.boolean(),
  guardian: z.string().nullable(),
});
export type ConsentPreview = z.infer<typeof previewSchema>;

export const missingSchema = listOf(
  z.object({ template_id: z.number(), name: z.string(), treatments: z.array(z.string()) }),
);

export const requestSchema = z.object({
  id: z.number(),
  title: z.string(),
  professional_name: z.string(),
  asked_at: z.string(),
  expires_at: z.string(),
});
/** A text that the patient was sent to sign on their own phone. */
export type ConsentRequest = z.infer<typeof requestSchema>;
export const requestsSchema = listOf(requestSchema);
export const linkSchema = z.object({ url: z.string(), expires_at: z.string() });
