import { z } from "@/lib/zod-es";

const personSchema = z.object({ id: z.string(), name: z.string() });

export const medicineSchema = z.object({
  id: z.number(),
  /** Its international name. */
  dci: z.string(),
  concentration: z.string(),
  form: z.string(),
  controlled: z.boolean(),
  active: z.boolean(),
  version: z.number(),
});
export type Medicine = z.infer<typeof medicineSchema>;

const itemSchema = z.object({
  medicine_id: z.number(),
  dci: z.string(),
  concentration: z.string(),
  form: z.string(),
  dose: z.string(),
  route: z.string(),
  frequency: z.string(),
  days: z.number(),
  quantity: z.number(),
  instructions: z.string().nullish(),
  allergy: z.string().nullish(),
  allergy_answer: z.string().nullish(),
});
export type PrescriptionItem = z.infer<typeof itemSchema>;

export const prescriptionSchema = z.object({
  id: z.number(),
  number: z.string(),
  patient_id: z.number(),
  note_id: z.number().nullish(),
  diagnoses: z.array(z.object({ code: z.string(), description: z.string() })),
  items: z.array(itemSchema),
  prescriber: personSchema,
  general: z.string().nullish(),
  warning: z.string().nullish(),
  issued_at: z.string(),
  valid_until: z.string(),
  annulled: z.object({ by: personSchema, at: z.string(), reason: z.string() }).nullish(),
  /** The certificate that signed the PDF; none where it goes without. */
  signature: z.object({ holder: z.string(), issuer: z.string(), serial: z.string() }).nullish(),
});
export type Prescription = z.infer<typeof prescriptionSchema>;

export const favouriteSchema = z.object({
  id: z.number(),
  name: z.string(),
  items: z.array(itemSchema),
  general: z.string().nullish(),
  warning: z.string().nullish(),
  author: personSchema,
});
export type Favourite = z.infer<typeof favouriteSchema>;

/** With what whoever looks signs electronically; null where they do not. */
export const ownSignatureSchema = z.object({
  certificate: z
    .object({
      holder: z.string(),
      issuer: z.string(),
      serial: z.string(),
      valid_from: z.string(),
      valid_to: z.string(),
      uploaded_at: z.string(),
    })
    .nullable(),
});

/** What stops a prescription: an allergy that was not answered. */
export const allergyStopSchema = z.object({
  item: z.number(),
  dci: z.string(),
  group: z.string().nullish(),
  description: z.string(),
  reaction: z.string().nullish(),
  recorded_by: z.string(),
  recorded_at: z.string(),
});
export type AllergyStop = z.infer<typeof allergyStopSchema>;
