import { METHODS } from "@/entities/invoice/schema";
import { z } from "@/lib/zod-es";

const figures = {
  income: z.string(),
  expenses: z.string(),
  cost: z.string(),
  commission: z.string(),
  losses: z.string(),
  profit: z.string(),
  collected: z.string(),
};

export const statsSchema = z.object({
  today: z.object({ income: z.string(), collected: z.string(), invoices: z.number(), drafts: z.number() }),
  month: z.object(figures),
  receivable: z.string(),
  previous_month: z.object(figures),
});

export const reportSchema = z.object({
  ...figures,
  from: z.string(),
  to: z.string(),
  receivable: z.string(),
  invoices: z.number(),
  average_ticket: z.string(),
  by_method: z.array(z.object({ method: z.string(), total: z.string() })),
  by_day: z.array(z.object({ date: z.string(), income: z.string(), expenses: z.string(), collected: z.string() })),
  top_treatments: z.array(
    z.object({ code: z.string().nullish(), description: z.string(), quantity: z.string(), income: z.string() }),
  ),
});
export type Report = z.infer<typeof reportSchema>;

export const monthSchema = z.object({ month: z.string(), ...figures, invoices: z.number() });
export type MonthFigures = z.infer<typeof monthSchema>;

const result = { income: z.string(), materials: z.string(), commission: z.string(), expenses: z.string() };
const sums = { ...result, minutes: z.string(), sessions: z.string(), margin: z.string() };

export const SHARINGS = ["CHAIR_TIME", "INCOME", "NONE"] as const;
export const sharingSchema = z.object({ rule: z.enum(SHARINGS), version: z.number() });
export type Sharing = z.infer<typeof sharingSchema>;

export const marginRowSchema = z.object({
  ...sums,
  kind: z.enum(["TREATMENT", "PRODUCT"]).nullable(),
  reference_id: z.number().nullable(),
  name: z.string().nullable(),
  doctor_id: z.number().nullable(),
  doctor_name: z.string().nullable(),
  appointment_id: z.number().nullable(),
  invoice_id: z.number().nullable(),
  number: z.string().nullable(),
  day: z.string().nullable(),
});
export type MarginRow = z.infer<typeof marginRowSchema>;

export const marginSchema = z.object({
  month: z.string(),
  from: z.string(),
  to: z.string(),
  rule: z.enum(SHARINGS),
  count: z.number(),
  next: z.string().nullable(),
  rows: z.array(marginRowSchema),
  unallocated: z.object(sums),
  losses: z.string(),
  total: z.object(sums),
  result: z.object({ ...result, losses: z.string(), result: z.string() }),
  previous: z.object({ ...result, losses: z.string(), result: z.string(), from: z.string(), to: z.string() }),
});
export type Margin = z.infer<typeof marginSchema>;

export const marginLinesSchema = z.object({
  rule: z.enum(SHARINGS),
  visit_count: z.number(),
  materials: z.array(
    z.object({
      product_id: z.number().nullable(),
      product_name: z.string().nullable(),
      unit: z.string().nullable(),
      lot_id: z.number().nullable(),
      lot_number: z.string().nullable(),
      expiry_date: z.string().nullable(),
      unit_cost: z.string().nullable(),
      quantity: z.string().nullable(),
      cost: z.string(),
    }),
  ),
  parts: z.array(marginRowSchema),
  total: z.object(sums),
});
export type MarginLines = z.infer<typeof marginLinesSchema>;

/** Why stock left without a visit: the cause of a write-off, a count, or a return to its supplier. */
export const LOSS_ABOUTS = ["EXPIRED", "DAMAGED", "LOST", "OTHER", "COUNT", "RETURN"] as const;
export const lossesSchema = z.object({
  month: z.string(),
  total: z.string(),
  by_cause: z.array(z.object({ about: z.enum(LOSS_ABOUTS), cost: z.string(), count: z.number() })),
  bought: z.string(),
  returned: z.string(),
  purchases: z.string(),
});
export type Losses = z.infer<typeof lossesSchema>;
export const lossLineSchema = z.object({
  id: z.number(),
  day: z.string(),
  about: z.enum(LOSS_ABOUTS),
  product_id: z.number(),
  product_name: z.string(),
  unit: z.string(),
  lot_number: z.string(),
  quantity: z.string(),
  unit_cost: z.string(),
  cost: z.string(),
  reason: z.string().nullable(),
});
export type LossLine = z.infer<typeof lossLineSchema>;

const monthResultSchema = z.object({
  month: z.string(),
  ...result,
  losses: z.string(),
  result: z.string(),
  charged: z.string(),
  collected: z.string(),
});
export type MonthResult = z.infer<typeof monthResultSchema>;

export const resultsSchema = z.object({
  year: z.number(),
  months: z.array(monthResultSchema),
  previous: z.array(monthResultSchema),
  running: monthResultSchema.extend({ to: z.string() }).nullable(),
});
export type Results = z.infer<typeof resultsSchema>;

/** What the ATS of a month would declare, and what it lacks. */
export const atsSchema = z.object({
  month: z.string(),
  sales: z.number(),
  purchases: z.number(),
  annulled: z.number(),
  /** Without an authorisation of their own: not in the XML. */
  annulled_on_paper: z.number(),
  left_out: z.number(),
  lacking: z.array(
    z.object({
      about: z.enum(["issuer", "purchase"]),
      id: z.number().nullable(),
      label: z.string(),
      lacks: z.array(z.string()),
    }),
  ),
});
export type Ats = z.infer<typeof atsSchema>;

export const receivablesSchema = z.object({
  today: z.string(),
  total: z.string(),
  by_age: z.array(z.object({ from_days: z.number(), to_days: z.number().nullable(), balance: z.string() })),
});
export type Receivables = z.infer<typeof receivablesSchema>;

const saleSchema = z.object({
  day: z.string(),
  document: z.enum(["INVOICE", "CREDIT_NOTE"]),
  invoice_id: z.number(),
  number: z.string(),
  id_type: z.string(),
  buyer_document: z.string(),
  buyer_name: z.string(),
  annulled: z.boolean(),
  base_zero: z.string(),
  base_taxed: z.string(),
  iva: z.string(),
  total: z.string(),
});
export type Sale = z.infer<typeof saleSchema>;

const purchaseSchema = z.object({
  day: z.string(),
  expense_id: z.number(),
  document_type: z.string().nullable(),
  document_number: z.string().nullable(),
  supplier_ruc: z.string().nullable(),
  supplier_name: z.string().nullable(),
  description: z.string(),
  base: z.string(),
  iva: z.string(),
  total: z.string(),
  withheld_income: z.string(),
  withheld_iva: z.string(),
});
export type Purchase = z.infer<typeof purchaseSchema>;

export const booksSchema = z.object({
  month: z.string(),
  days: z.array(z.object({ day: z.string(), sold: z.string(), bought: z.string() })),
  sales: z.object({
    rows: z.array(saleSchema),
    total: z.object({
      count: z.number(),
      base_zero: z.string(),
      base_taxed: z.string(),
      iva: z.string(),
      total: z.string(),
    }),
  }),
  purchases: z.object({
    rows: z.array(purchaseSchema),
    total: z.object({
      count: z.number(),
      base: z.string(),
      iva: z.string(),
      total: z.string(),
      withheld_income: z.string(),
      withheld_iva: z.string(),
    }),
  }),
  balance: z.string(),
});
export type Books = z.infer<typeof booksSchema>;

export const SALES_BY = ["day", "month", "treatment", "professional", "category", "method"] as const;
const saleSums = {
  income: z.string(),
  quantity: z.string(),
  charged: z.string(),
  collected: z.string(),
  count: z.number(),
};
const saleRowSchema = z.object({
  ...saleSums,
  day: z.string().nullable(),
  kind: z.enum(["TREATMENT", "PRODUCT"]).nullable(),
  reference_id: z.number().nullable(),
  doctor_id: z.number().nullable(),
  category: z.string().nullable(),
  method: z.enum(METHODS).nullable(),
  name: z.string().nullable(),
});
export type SaleRow = z.infer<typeof saleRowSchema>;

export const salesSchema = z.object({
  from: z.string(),
  to: z.string(),
  by: z.enum(SALES_BY),
  rows: z.array(saleRowSchema),
  total: z.object(saleSums),
});
export type Sales = z.infer<typeof salesSchema>;

export const saleLineSchema = z.object({
  id: z.number(),
  day: z.string(),
  source: z.string(),
  invoice_id: z.number().nullable(),
  number: z.string().nullable(),
  buyer_name: z.string().nullable(),
  name: z.string().nullable(),
  doctor_name: z.string().nullable(),
  method: z.enum(METHODS).nullable(),
  amount: z.string(),
});
export type SaleLine = z.infer<typeof saleLineSchema>;

export const debtSchema = z.object({
  id: z.number(),
  number: z.string(),
  issue_date: z.string(),
  patient_id: z.number().nullable(),
  buyer_name: z.string(),
  buyer_phone: z.string().nullable(),
  buyer_email: z.string().nullable(),
  total: z.string(),
  balance: z.string(),
  /** Of instalments agreed; null where there are none. */
  overdue: z.string().nullish(),
  days: z.number(),
  reminded_on: z.string().nullable(),
  reminded_by: z.string().nullable(),
  /** It waits for the SRI to confirm its annulment: nobody is reminded of it. */
  annulling: z.boolean().nullish(),
});
export type Debt = z.infer<typeof debtSchema>;

export const reminderSchema = z.object({
  id: z.number(),
  recipient: z.string(),
  text: z.string(),
  url: z.string().nullable(),
});
export type Reminder = z.infer<typeof reminderSchema>;

export const reminderTemplateSchema = z.object({ text: z.string(), version: z.number() });
export type ReminderTemplate = z.infer<typeof reminderTemplateSchema>;
