import { z } from "@/lib/zod-es";

const figures = {
  income: z.string(),
  expenses: z.string(),
  cost: z.string(),
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
