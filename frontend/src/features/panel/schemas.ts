import { APPOINTMENT_STATUSES } from "@/components/patterns/status-badge";
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

export const visitSchema = z.object({
  id: z.number(),
  patient: z.object({ name: z.string() }),
  doctor: z.object({ id: z.number(), name: z.string() }),
  start_time: z.string(),
  end_time: z.string(),
  status: z.enum(APPOINTMENT_STATUSES),
  treatments: z.array(z.object({ name: z.string() })),
  reason: z.string().nullish(),
});
export type Visit = z.infer<typeof visitSchema>;

export const draftSchema = z.object({
  id: z.number(),
  buyer: z.object({ name: z.string() }),
  doctor: z.object({ name: z.string() }).nullish(),
  dated_on: z.string(),
  total: z.string(),
});
export type DraftRow = z.infer<typeof draftSchema>;

export const lowStockSchema = z.object({
  id: z.number(),
  name: z.string(),
  unit: z.string(),
  stock_quantity: z.string(),
  minimum_stock: z.string(),
});

export const owedSchema = z.object({
  id: z.number(),
  number: z.string().nullish(),
  buyer: z.object({ name: z.string() }),
  dated_on: z.string(),
  balance: z.string(),
});

export const shortageSchema = z.object({
  id: z.number(),
  product_name: z.string(),
  appointment_id: z.number(),
  quantity: z.string(),
  created_at: z.string(),
});
