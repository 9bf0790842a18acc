import { METHODS } from "@/entities/expense/schema";
import { day, decimal, optionalText, requiredText } from "@/lib/fields";
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
  payment_method: z.enum(METHODS),
});
export type ExpenseValues = z.input<typeof expenseForm>;
export type ExpenseBody = z.output<typeof expenseForm>;
