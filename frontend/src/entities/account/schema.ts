import { instalmentSchema, METHODS } from "@/entities/invoice/schema";
import { z } from "@/lib/zod-es";

export const ENTRY_KINDS = [
  "INVOICE",
  "ANNULMENT",
  "CREDIT_NOTE",
  "PAYMENT",
  "PAYMENT_VOIDED",
  "DEPOSIT",
  "REFUND",
  "RETURNED",
  "BOUNCED",
] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

const entrySchema = z.object({
  day: z.string(),
  at: z.string(),
  kind: z.enum(ENTRY_KINDS),
  invoice_id: z.number().nullish(),
  document: z.string().nullish(),
  method: z.enum(METHODS).nullish(),
  amount: z.string(),
  balance: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

const owedSchema = z.object({
  id: z.number(),
  number: z.string(),
  issue_date: z.string(),
  total: z.string(),
  balance: z.string(),
  /** Of instalments agreed; null where there are none. */
  overdue: z.string().nullish(),
});
export type OwedInvoice = z.infer<typeof owedSchema>;

/** An invoice that is paid by instalments, and how each of them stands. */
export const agreedInvoiceSchema = owedSchema.extend({
  overdue: z.string(),
  instalments: z.array(instalmentSchema),
});
export type AgreedInvoice = z.infer<typeof agreedInvoiceSchema>;

/** What a patient owes and has in their favour, and every entry behind it, the oldest first. */
export const accountSchema = z.object({
  patient_id: z.number(),
  owed: z.string(),
  credit: z.string(),
  balance: z.string(),
  /** What should have been paid by now of the instalments agreed. */
  overdue: z.string(),
  invoices: z.array(owedSchema),
  entries: z.array(entrySchema),
});
export type Account = z.infer<typeof accountSchema>;

/** Money that was given back: of what was in favour (REFUND), or of an invoice (RETURNED). */
export const refundSchema = z.object({
  id: z.number(),
  kind: z.enum(["REFUND", "RETURNED"]),
  amount: z.string(),
  method: z.enum(METHODS),
  reference: z.string().nullable(),
  day: z.string(),
  reason: z.string().nullable(),
  patient_id: z.number().nullable(),
  invoice_id: z.number().nullable(),
  invoice_number: z.string().nullable(),
  buyer_name: z.string().nullable(),
  recorded_by: z.object({ id: z.string(), name: z.string() }),
});
export type Refund = z.infer<typeof refundSchema>;
