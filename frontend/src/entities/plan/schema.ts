import { KIND_NAMES } from "@/entities/odontogram/findings";
import { z } from "@/lib/zod-es";

const person = z.object({ id: z.string(), name: z.string() });
export const ITEM_STATUSES = ["PROPOSED", "ACCEPTED", "DONE", "DECLINED"] as const;

export const WEARS = ["NONE", "LESS", "MORE"] as const;

export const planItemSchema = z.object({
  id: z.number(),
  phase: z.number(),
  tooth: z.number().nullable(),
  faces: z.array(z.string()),
  quadrant: z.number().nullable(),
  arch: z.enum(["UPPER", "LOWER"]).nullable(),
  treatment_id: z.number(),
  name: z.string(),
  unit_price: z.string(),
  discount: z.string(),
  discount_reason: z.string().nullable(),
  price: z.string(),
  duration_minutes: z.number(),
  sessions: z.number(),
  sessions_done: z.number(),
  alternative_group: z.string().nullable(),
  alternative: z.string().nullable(),
  /** How long it is expected to last, in words. */
  lasts: z.string().nullable(),
  /** How much of the sound tooth is worn down for it. */
  wear: z.enum(WEARS).nullable(),
  cie10_code: z.string().nullable(),
  /** Another way of doing the same was accepted. */
  excluded: z.boolean(),
  /** Null also for who does not read records. */
  finding: z.object({ tooth: z.number(), kind: z.enum(KIND_NAMES) }).nullable(),
  remark: z.string().nullable(),
  status: z.enum(ITEM_STATUSES),
  decline_reason: z.string().nullable(),
});
export type PlanItem = z.infer<typeof planItemSchema>;

const acceptanceSchema = z.object({
  id: z.number(),
  signer_name: z.string(),
  total: z.string(),
  accepted_at: z.string(),
  recorded_by: person,
  withdrawn_at: z.string().nullable(),
});
export type Acceptance = z.infer<typeof acceptanceSchema>;

export const planSchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  name: z.string(),
  phases: z.array(z.string()),
  remarks: z.string().nullable(),
  closed_at: z.string().nullable(),
  version: z.number(),
  items: z.array(planItemSchema),
  acceptances: z.array(acceptanceSchema),
  totals: z.array(z.object({ letter: z.string().nullable(), total: z.string() })),
  accepted_total: z.string(),
  done_total: z.string(),
});
export type Plan = z.infer<typeof planSchema>;

const planSummarySchema = z.object({
  id: z.number(),
  name: z.string(),
  closed_at: z.string().nullable(),
  created_at: z.string(),
});
export type PlanSummary = z.infer<typeof planSummarySchema>;

export const plansSchema = z.object({
  data: z.array(planSummarySchema),
  current: planSchema.nullable(),
});

/** What billing knows of an item. */
export const itemMoneySchema = z.object({
  plan_item_id: z.number(),
  agreed: z.string().nullable(),
  drafted: z.string(),
  invoiced: z.string(),
  paid: z.string(),
  quote_id: z.number(),
  quote_number: z.string(),
});
export type ItemMoney = z.infer<typeof itemMoneySchema>;

export const suggestionSchema = z.object({ kind: z.string(), treatment_id: z.number(), treatment_name: z.string() });
