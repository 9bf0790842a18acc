import { z } from "@/lib/zod-es";

export const METHODS = ["CASH", "CARD_DEBIT", "CARD_CREDIT", "TRANSFER", "CHECK", "OTHER"] as const;
export type Method = (typeof METHODS)[number];
export const ID_TYPES = ["05", "04", "06", "08", "07"] as const;
export type IdType = (typeof ID_TYPES)[number];
export const STATUSES = ["DRAFT", "ISSUED", "ANNULLED", "DISCARDED"] as const;
export const PAYMENT_STATUSES = ["PENDING", "PARTIAL", "PAID"] as const;
export const LINE_KINDS = ["TREATMENT", "PRODUCT", "OTHER", "PACKAGE"] as const;
const someone = z.object({ id: z.union([z.number(), z.string()]), name: z.string() });

export const buyerSchema = z.object({
  id_type: z.enum(ID_TYPES),
  document: z.string(),
  name: z.string(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  address: z.string().nullish(),
  /** Why it is made out to consumidor final. */
  reason: z.string().nullish(),
});
export type Buyer = z.infer<typeof buyerSchema>;

export const paymentSchema = z.object({
  id: z.number(),
  invoice_id: z.number(),
  method: z.enum(METHODS),
  amount: z.string(),
  reference: z.string().nullish(),
  received_on: z.string(),
  card_brand: z.string().nullish(),
  card_lot: z.string().nullish(),
  card_authorisation: z.string().nullish(),
  bank: z.string().nullish(),
  due_on: z.string().nullish(),
  note: z.string().nullish(),
  received_at: z.string(),
  received_by: someone,
  voided_at: z.string().nullish(),
  void_reason: z.string().nullish(),
});
export type Payment = z.infer<typeof paymentSchema>;

/** Where a receipt goes by mail. */
export const mailedReceiptSchema = z.object({ to: z.string() });

export const invoiceRowSchema = z.object({
  id: z.number(),
  number: z.string().nullish(),
  status: z.enum(STATUSES),
  payment_status: z.enum(PAYMENT_STATUSES),
  issue_date: z.string().nullish(),
  dated_on: z.string(),
  appointment_id: z.number().nullish(),
  patient_id: z.number().nullish(),
  buyer: buyerSchema,
  doctor: someone.nullish(),
  subtotal: z.string(),
  discount: z.string(),
  iva: z.string(),
  total: z.string(),
  paid: z.string(),
  credited: z.string(),
  balance: z.string(),
  cost: z.string().nullish(),
  notes: z.string().nullish(),
  /** A draft with something to mend before it is issued. */
  needs_mending: z.boolean(),
  /** In a list: the day on which money last came for it. */
  last_received_on: z.string().nullish(),
  /** Where its electronic document stands. */
  einvoice_status: z.enum(["PREPARED", "SIGNED", "RECEIVED", "AUTHORISED", "RETURNED", "NOT_AUTHORISED"]).nullish(),
  annul_reason: z.string().nullish(),
  annulled_at: z.string().nullish(),
  issued_at: z.string().nullish(),
  issued_by: someone.nullish(),
  version: z.number(),
  created_at: z.string(),
});
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;

export const invoiceLineSchema = z.object({
  id: z.number(),
  position: z.number(),
  kind: z.enum(LINE_KINDS),
  reference_id: z.number().nullish(),
  code: z.string().nullish(),
  description: z.string(),
  quantity: z.string(),
  unit_price: z.string(),
  discount: z.string(),
  iva_code: z.string(),
  iva_rate: z.string(),
  subtotal: z.string(),
  iva: z.string(),
  total: z.string(),
  mend: z.string().nullish(),
});

export const taxSchema = z.object({ iva_code: z.string(), iva_rate: z.string(), base: z.string(), iva: z.string() });
export type Tax = z.infer<typeof taxSchema>;

/** Of a line (its position) or of the whole; a percentage, or the amount that was said. */
export const discountSchema = z.object({
  position: z.number().nullish(),
  percent: z.string().nullish(),
  amount: z.string(),
  reason: z.string(),
});
export type Discount = z.infer<typeof discountSchema>;

/** Whether what a draft takes off needs a second person, for who reads it, and who said yes. */
const approvalSchema = z.object({
  about: z.string(),
  percent: z.string(),
  limit: z.string(),
  needed: z.boolean(),
  approved_by: someone.nullish(),
});

/** Money that is not the payment of one invoice: it came on account, was applied, left again, went back. */
export const movementSchema = z.object({
  id: z.number(),
  kind: z.enum(["DEPOSIT", "APPLIED", "RELEASED", "REFUND", "RETURNED"]),
  amount: z.string(),
  method: z.enum(METHODS).nullish(),
  reference: z.string().nullish(),
  day: z.string(),
  reason: z.string().nullish(),
  recorded_by: someone,
});
export type Movement = z.infer<typeof movementSchema>;

export const creditNoteSchema = z.object({
  id: z.number(),
  number: z.string(),
  issue_date: z.string(),
  reason: z.string(),
  total: z.string(),
  returned: z.string(),
  issued_by: someone,
});

/** A note in the list of all of them. */
export const listedCreditNoteSchema = creditNoteSchema.extend({
  invoice_id: z.number(),
  invoice_number: z.string(),
  buyer_name: z.string(),
});
export type ListedCreditNote = z.infer<typeof listedCreditNoteSchema>;

/** What is left of each line of an invoice for a credit note. */
export const creditableSchema = z.object({
  id: z.number(),
  description: z.string(),
  iva_rate: z.string(),
  quantity: z.string(),
  subtotal: z.string(),
});
export type CreditableLine = z.infer<typeof creditableSchema>;

export const instalmentSchema = z.object({
  position: z.number(),
  due_on: z.string(),
  amount: z.string(),
  left: z.string(),
  overdue: z.boolean(),
});

/** Instalments agreed, and how they stand: what is paid goes to those that are due first. */
const planSchema = z.object({
  total: z.string(),
  agreed_at: z.string(),
  agreed_by: someone,
  overdue: z.string(),
  instalments: z.array(instalmentSchema),
});
export type Plan = z.infer<typeof planSchema>;

/** What was agreed before, and why it changed. */
const endedPlanSchema = z.object({ ended_at: z.string(), ended_by: someone, end_reason: z.string() });

export const invoiceSchema = invoiceRowSchema.extend({
  lines: z.array(invoiceLineSchema),
  /** Of a draft what is done for looks; of what was issued what had a diagnosis, told by its hash alone. */
  aesthetics: z.array(
    z.object({
      treatment_id: z.number(),
      /** The lines that charge it, by itself or in a package. */
      positions: z.array(z.number()),
      diagnosis: z
        .object({ sha256: z.string(), signed_on: z.string(), linked_at: z.string(), linked_by: someone })
        .nullable(),
    }),
  ),
  discounts: z.array(discountSchema),
  approval: approvalSchema.nullish(),
  taxes: z.array(taxSchema),
  payments: z.array(paymentSchema),
  movements: z.array(movementSchema),
  credit_notes: z.array(creditNoteSchema),
  plan: planSchema.nullish(),
  ended_plans: z.array(endedPlanSchema),
  /** Asked for, and waiting for the SRI's portal: until then the invoice counts. */
  annulment: z.object({ reason: z.string(), asked_at: z.string(), asked_by: someone }).nullish(),
  annulled_until: z.string().nullish(),
  /** What must be mended in a draft before it is issued: an appointment may bring what no form takes. */
  to_mend: z.array(z.object({ field: z.string(), message: z.string() })),
});
export type Invoice = z.infer<typeof invoiceSchema>;

export const totalsSchema = z.object({
  count: z.number(),
  subtotal: z.string(),
  iva: z.string(),
  total: z.string(),
  paid: z.string(),
  balance: z.string(),
  by_status: z.array(z.object({ status: z.enum(STATUSES), count: z.number(), total: z.string() })),
});
export type InvoiceTotals = z.infer<typeof totalsSchema>;

export const seriesSchema = z.object({
  id: z.number(),
  establishment: z.string(),
  emission_point: z.string(),
  name: z.string(),
  active: z.boolean(),
  next_sequential: z.number(),
  version: z.number(),
});
export type Series = z.infer<typeof seriesSchema>;

export const discountLimitsSchema = z.object({
  default: z.string(),
  data: z.array(z.object({ role: z.string(), percent: z.string() })),
});

export const ivaRateSchema = z.object({
  code: z.string(),
  rate: z.string(),
  label: z.string(),
  valid_from: z.string(),
  valid_to: z.string().nullish(),
});
export type IvaRate = z.infer<typeof ivaRateSchema>;
