import { z } from "@/lib/zod-es";

export const METHODS = ["CASH", "CARD_DEBIT", "CARD_CREDIT", "TRANSFER", "CHECK", "OTHER"] as const;
export const METHOD_LABEL: Record<(typeof METHODS)[number], string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Tarjeta de débito",
  CARD_CREDIT: "Tarjeta de crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otro medio",
};

/** What is bought with; a credit note takes of it. */
export const PURCHASE_TYPES = ["INVOICE", "SALE_NOTE", "LIQUIDATION", "OTHER"] as const;
export const DOCUMENT_TYPES = [...PURCHASE_TYPES, "CREDIT_NOTE"] as const;
export const DOCUMENT_LABEL: Record<(typeof DOCUMENT_TYPES)[number], string> = {
  INVOICE: "Factura",
  SALE_NOTE: "Nota de venta",
  LIQUIDATION: "Liquidación de compra",
  CREDIT_NOTE: "Nota de crédito",
  OTHER: "Otro documento",
};

export const expenseSchema = z.object({
  id: z.number(),
  date: z.string(),
  category: z.string(),
  description: z.string(),
  amount: z.string(),
  supplier_name: z.string().nullish(),
  document_number: z.string().nullish(),
  supplier_ruc: z.string().nullish(),
  /** What a credit note takes off is negative. */
  document_type: z.enum(DOCUMENT_TYPES).nullish(),
  /** Of a credit note: the document that it modifies. */
  modified_number: z.string().nullish(),
  modified_authorisation: z.string().nullish(),
  /** Parts of the amount, which includes them. */
  iva: z.string().default("0.00"),
  withheld_income: z.string().default("0.00"),
  withheld_iva: z.string().default("0.00"),
  /** What the ATS asks of a purchase. */
  authorisation: z.string().nullish(),
  tax_support: z.string().nullish(),
  base_zero: z.string().default("0.00"),
  income_code: z.string().nullish(),
  withholding_number: z.string().nullish(),
  withholding_authorisation: z.string().nullish(),
  payment_method: z.enum(METHODS),
  /** It was paid out of somebody's till. */
  from_till: z.boolean().default(false),
  /** The purchase of what came into the stock: its document is put right there. */
  stock_receipt_id: z.number().nullish(),
  /** What of it is in the lots: a cost when it is used, not before. */
  stocked: z.string().default("0.00"),
  /** The photo or PDF of its document is kept. */
  receipt: z.boolean().default(false),
  active: z.boolean(),
  void_reason: z.string().nullish(),
  recorded_by: z.object({ id: z.union([z.number(), z.string()]), name: z.string() }),
  version: z.number(),
  created_at: z.string(),
});
export type Expense = z.infer<typeof expenseSchema>;

export const categorySchema = z.object({ name: z.string(), count: z.number() });

export const expenseTotalsSchema = z.object({
  total: z.string(),
  /** What of it the results count as an expense: material and commissions are costs already. */
  counted: z.string().optional(),
  by_category: z.array(z.object({ category: z.string(), total: z.string(), count: z.number() })),
});
export type ExpenseTotals = z.infer<typeof expenseTotalsSchema>;

/** A file of expenses that was imported. */
export const expenseImportSchema = z.object({
  id: z.number(),
  name: z.string(),
  expenses: z.number(),
  total: z.string(),
  imported_at: z.string(),
  imported_by: z.object({ id: z.string(), name: z.string() }),
  undone_at: z.string().nullable(),
  undone_by: z.object({ id: z.string(), name: z.string() }).nullable(),
  undone_reason: z.string().nullable(),
});
export type ExpenseImport = z.infer<typeof expenseImportSchema>;

/** What a file holds, and what became of it. */
export const importReportSchema = z.object({
  rows: z.number(),
  ready: z.number(),
  total: z.string(),
  known: z.array(z.number()),
  wrong_rows: z.number(),
  errors: z.array(z.object({ row: z.number(), column: z.string().nullable(), message: z.string() })),
  ignored: z.array(z.string()),
  preview: z.array(
    z.object({
      row: z.number(),
      date: z.string(),
      category: z.string(),
      description: z.string(),
      amount: z.string(),
      supplier_name: z.string().nullable(),
      payment_method: z.enum(METHODS),
    }),
  ),
  done: expenseImportSchema.nullable(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** What the clinic spends each month, from a month on. */
export const recurringSchema = z.object({
  id: z.number(),
  category: z.string(),
  description: z.string(),
  amount: z.string(),
  iva: z.string(),
  supplier_name: z.string().nullable(),
  payment_method: z.enum(METHODS),
  day_of_month: z.number(),
  first_month: z.string(),
  active: z.boolean(),
  version: z.number(),
});
export type Recurring = z.infer<typeof recurringSchema>;

export const proposalsSchema = z.object({
  data: z.array(
    z.object({
      recurring_id: z.number(),
      month: z.string(),
      due_on: z.string(),
      category: z.string(),
      description: z.string(),
      amount: z.string(),
      supplier_name: z.string().nullable(),
      payment_method: z.enum(METHODS),
    }),
  ),
  skipped: z.array(
    z.object({
      recurring_id: z.number(),
      month: z.string(),
      description: z.string(),
      skipped_by: z.object({ id: z.string(), name: z.string() }),
      skipped_at: z.string(),
    }),
  ),
});
export type Proposal = z.infer<typeof proposalsSchema>["data"][number];
