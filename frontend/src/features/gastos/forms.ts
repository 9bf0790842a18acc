import { DOCUMENT_TYPES, METHODS } from "@/entities/expense/schema";
import { authorisationNumber, day, decimal, optionalMoney, optionalText, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const category = requiredText(80).refine((text) => text.length >= 2, "Escriba al menos 2 letras.");

export const categoryForm = z.object({ new_name: category });

export const expenseForm = z.object({
  date: day,
  category,
  description: requiredText(300).refine((text) => text.length >= 3, "Escriba al menos 3 letras."),
  amount: decimal({ places: 2, positive: true }),
  supplier_name: optionalText(200),
  document_number: optionalText(50),
  modified_number: optionalText(50),
  modified_authorisation: authorisationNumber,
  supplier_ruc: optionalText(20),
  document_type: z
    .union([z.literal(""), z.enum(DOCUMENT_TYPES)])
    .nullish()
    .transform((value) => value || null),
  iva: optionalMoney,
  withheld_income: optionalMoney,
  withheld_iva: optionalMoney,
  authorisation: authorisationNumber,
  tax_support: z.string().transform((value) => value || null),
  base_zero: optionalMoney,
  income_code: optionalText(5),
  withholding_number: optionalText(20),
  withholding_authorisation: authorisationNumber,
  payment_method: z.enum(METHODS),
  from_till: z.boolean(),
});
export type ExpenseValues = z.input<typeof expenseForm>;
export type ExpenseBody = z.output<typeof expenseForm>;

const monthDay = z
  .string()
  .trim()
  .regex(/^([1-9]|[12]\d|3[01])$/, "Escriba un día del 1 al 31.")
  .transform(Number);

export const recurringForm = z.object({
  category,
  description: requiredText(300).refine((text) => text.length >= 3, "Escriba al menos 3 letras."),
  amount: decimal({ places: 2, positive: true }),
  iva: optionalMoney,
  supplier_name: optionalText(200),
  payment_method: z.enum(METHODS),
  day_of_month: monthDay,
  first_month: day,
});
export type RecurringValues = z.input<typeof recurringForm>;
export type RecurringBody = z.output<typeof recurringForm>;

export const acceptanceForm = z.object({
  amount: decimal({ places: 2, positive: true }),
  date: day,
  document_number: optionalText(50),
  payment_method: z.enum(METHODS),
});
export type AcceptanceBody = z.output<typeof acceptanceForm>;
