import { z } from "@/lib/zod-es";

export const DOCUMENT_STATES = ["PREPARED", "SIGNED", "RECEIVED", "AUTHORISED", "RETURNED", "NOT_AUTHORISED"] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

const message = z.object({ code: z.string(), text: z.string(), more: z.string(), kind: z.string() });

export const einvoiceSchema = z.object({
  id: z.number(),
  invoice_id: z.number().nullable(),
  credit_note_id: z.number().nullable(),
  document_code: z.enum(["01", "04"]),
  number: z.string(),
  access_key: z.string(),
  environment: z.enum(["1", "2"]),
  status: z.enum(DOCUMENT_STATES),
  issue_date: z.string(),
  buyer_name: z.string(),
  total: z.string(),
  messages: z.array(message),
  advice: z
    .object({
      meaning: z.string(),
      then: z.string(),
      who: z.enum(["CASHIER", "ADMINISTRATOR", "ACCOUNTANT"]),
      fields: z.array(z.string()),
    })
    .nullable(),
  annulment: z.enum(["AWAITED", "PENDING", "CONFIRMED"]).nullable(),
  signed_at: z.string().nullable(),
  received_at: z.string().nullable(),
  authorised_at: z.string().nullable(),
  /** When it left by mail the last time, and to whom; why the last letter did not arrive. */
  mailed_at: z.string().nullable(),
  mailed_to: z.string().nullable(),
  mail_refused: z.string().nullable(),
  /** Since when it is in its state. */
  since: z.string(),
  /** Why what goes on by itself does not yet. */
  note: z.string().nullable(),
  next_attempt_at: z.string().nullable(),
  version: z.number(),
  created_at: z.string(),
});
export type Einvoice = z.infer<typeof einvoiceSchema>;

const attempt = z.object({
  id: z.number(),
  operation: z.enum(["RECEPTION", "AUTHORISATION", "CONSULTATION"]),
  at: z.string(),
  milliseconds: z.number(),
  sent_sha256: z.string().nullable(),
  state: z.string().nullable(),
  messages: z.array(message),
  error: z.string().nullable(),
});
export type Attempt = z.infer<typeof attempt>;

export const einvoiceDetailSchema = einvoiceSchema.extend({
  buyer: z.object({
    id_type: z.string(),
    document: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    email: z.string().nullable(),
  }),
  attempts: z.array(attempt),
  /** Somebody asked the SRI about it, and the answer is on its way. */
  asked: z.boolean(),
});
export type EinvoiceDetail = z.infer<typeof einvoiceDetailSchema>;

export const summarySchema = z.object({
  states: z.array(
    z.object({ status: z.enum(DOCUMENT_STATES), count: z.number(), oldest_at: z.string(), oldest: z.number() }),
  ),
  authorised_today: z.object({ count: z.number(), total: z.string() }),
  next_attempt_at: z.string().nullable(),
  last_attempt: z.object({ at: z.string(), milliseconds: z.number(), answered: z.boolean() }).nullable(),
  environment: z.enum(["1", "2"]),
  active: z.boolean(),
  /** What answers is an emulator on that machine: no document of it counts. */
  emulated: z.boolean(),
  certificate_valid_to: z.string().nullable(),
  expires_soon: z.boolean(),
  /** The year whose general rate of IVA nobody has confirmed though it is time to. */
  iva_to_confirm: z.number().nullable(),
});
export type Summary = z.infer<typeof summarySchema>;

const certificateSchema = z.object({
  id: z.number(),
  ruc: z.string(),
  subject: z.string(),
  serial: z.string(),
  valid_from: z.string(),
  valid_to: z.string(),
  /** Who issued it, and who that one. */
  chain: z.array(z.string()),
  uploaded_at: z.string(),
  uploaded_by: z.object({ id: z.string(), name: z.string() }),
});
export type Certificate = z.infer<typeof certificateSchema>;

export const issuerSchema = z.object({
  ruc: z.string().nullable(),
  legal_name: z.string().nullable(),
  trade_name: z.string().nullable(),
  head_office: z.string().nullable(),
  establishments: z.array(z.object({ code: z.string(), address: z.string() })),
  /** What the RIDE has at its top, as a `data:` address. */
  logo: z.string().nullable(),
  special_taxpayer: z.string().nullable(),
  keeps_accounts: z.boolean(),
  withholding_agent: z.string().nullable(),
  rimpe: z.enum(["ENTREPRENEUR", "POPULAR"]).nullable(),
  environment: z.enum(["1", "2"]),
  supplier_ruc: z.string().nullable(),
  supplier_reason: z.string().nullable(),
  payment_code: z.string(),
  /** What is issued becomes an electronic document. */
  active: z.boolean(),
  certificate: certificateSchema.nullable(),
  expires_soon: z.boolean(),
  /** What keeps it from issuing, by field. */
  missing: z.array(z.object({ field: z.string(), message: z.string() })),
  /** The year whose general rate of IVA nobody has confirmed though it is time to. */
  iva_to_confirm: z.number().nullable(),
  version: z.number(),
});
export type Issuer = z.infer<typeof issuerSchema>;

export const monthSchema = z.object({
  month: z.string(),
  documents: z.number(),
  authorised: z.number(),
  annulled: z.number(),
});
