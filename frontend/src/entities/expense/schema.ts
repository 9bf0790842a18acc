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

export const expenseSchema = z.object({
  id: z.number(),
  date: z.string(),
  category: z.string(),
  description: z.string(),
  amount: z.string(),
  supplier_name: z.string().nullish(),
  document_number: z.string().nullish(),
  payment_method: z.enum(METHODS),
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
  by_category: z.array(z.object({ category: z.string(), total: z.string(), count: z.number() })),
});
export type ExpenseTotals = z.infer<typeof expenseTotalsSchema>;
