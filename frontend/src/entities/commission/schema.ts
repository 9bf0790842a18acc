import { z } from "@/lib/zod-es";

export const BASES = ["CHARGED", "COLLECTED"] as const;

export const ruleSchema = z.object({
  id: z.number(),
  doctor_id: z.number(),
  doctor_name: z.string(),
  treatment_id: z.number().nullable(),
  treatment_name: z.string().nullable(),
  category: z.string().nullable(),
  percent: z.string().nullable(),
  /** For each session. */
  amount: z.string().nullable(),
  basis: z.enum(BASES),
  net_of_materials: z.boolean(),
  valid_from: z.string(),
  valid_to: z.string().nullable(),
  version: z.number(),
});
export type CommissionRule = z.infer<typeof ruleSchema>;

/** What a line earned on a day, or what took it back. */
export const entrySchema = z.object({
  id: z.number(),
  day: z.string(),
  doctor_id: z.number(),
  doctor_name: z.string(),
  treatment_name: z.string(),
  invoice_id: z.number(),
  number: z.string().nullable(),
  appointment_id: z.number().nullable(),
  basis: z.enum(BASES),
  amount: z.string(),
  settlement_id: z.number().nullable(),
});
export type CommissionEntry = z.infer<typeof entrySchema>;

const sums = { count: z.number(), amount: z.string(), settled: z.string(), pending: z.string() };

export const earnedSchema = z.object({
  data: z.array(z.object({ doctor_id: z.number(), doctor_name: z.string(), ...sums })),
  total: z.object(sums),
});
export type Earned = z.infer<typeof earnedSchema>;

export const ownEarnedSchema = z.object({
  data: z.array(z.object({ treatment_id: z.number(), treatment_name: z.string(), ...sums })),
  total: z.object(sums),
});

/** What is not settled yet, of whatever month. */
export const pendingSchema = z.object({
  doctor_id: z.number(),
  doctor_name: z.string(),
  count: z.number(),
  first: z.string(),
  last: z.string(),
  amount: z.string(),
});
export type PendingCommission = z.infer<typeof pendingSchema>;

export const settlementSchema = z.object({
  id: z.number(),
  number: z.number(),
  doctor_id: z.number(),
  doctor_name: z.string(),
  first: z.string(),
  last: z.string(),
  entries: z.number(),
  amount: z.string(),
  made_at: z.string(),
  made_by: z.object({ id: z.string(), name: z.string() }),
  paid: z.boolean(),
  expense_id: z.number().nullable(),
  undone_at: z.string().nullable(),
  undone_reason: z.string().nullable(),
});
export type Settlement = z.infer<typeof settlementSchema>;
