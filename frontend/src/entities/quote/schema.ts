import { z } from "@/lib/zod-es";

export const QUOTE_STATES = ["DRAFT", "SENT", "ACCEPTED", "REJECTED", "EXPIRED", "SUPERSEDED", "DISCARDED"] as const;
const state = z.enum(QUOTE_STATES);
const person = z.object({ id: z.string(), name: z.string() });

export const quoteRowSchema = z.object({
  id: z.number(),
  number: z.string(),
  edition: z.number(),
  state,
  patient: z.object({
    id: z.number(),
    name: z.string(),
    document: z.string().nullish(),
    phone: z.string().nullish(),
    email: z.string().nullish(),
  }),
  doctor: z.object({ id: z.number(), name: z.string() }).nullish(),
  summary: z.string(),
  notes: z.string().nullish(),
  conditions: z.string().nullish(),
  valid_days: z.number(),
  valid_until: z.string().nullish(),
  discount: z.string(),
  iva: z.string(),
  total: z.string(),
  accepted_total: z.string(),
  billed_total: z.string(),
  sent_on: z.string().nullish(),
  reject_reason: z.string().nullish(),
  version: z.number(),
  created_at: z.string(),
});
export type QuoteRow = z.infer<typeof quoteRowSchema>;

export const quoteLineSchema = z.object({
  id: z.number(),
  position: z.number(),
  plan_item_id: z.number().nullish(),
  phase: z.string().nullish(),
  kind: z.enum(["TREATMENT", "PRODUCT", "OTHER"]),
  reference_id: z.number().nullish(),
  code: z.string().nullish(),
  description: z.string(),
  tooth: z.string().nullish(),
  notes: z.string().nullish(),
  quantity: z.string(),
  unit_price: z.string(),
  discount: z.string(),
  iva_code: z.string(),
  subtotal: z.string(),
  accepted: z.boolean(),
  billed: z.string(),
});

export const quoteSchema = quoteRowSchema.extend({
  lines: z.array(quoteLineSchema),
  discounts: z.array(
    z.object({ position: z.number().nullish(), percent: z.string().nullish(), amount: z.string(), reason: z.string() }),
  ),
  acceptances: z.array(
    z.object({
      id: z.number(),
      accepted_by: z.string(),
      accepted_on: z.string(),
      recorded_by: person,
      total: z.string(),
      undone_at: z.string().nullish(),
    }),
  ),
  billings: z.array(
    z.object({
      invoice_id: z.number(),
      number: z.string().nullish(),
      line_id: z.number(),
      released_at: z.string().nullish(),
    }),
  ),
  editions: z.array(z.object({ id: z.number(), edition: z.number(), state, total: z.string() })),
});
export type Quote = z.infer<typeof quoteSchema>;

export const quoteRulesSchema = z.object({ valid_days: z.number(), conditions: z.string(), version: z.number() });
export type QuoteRules = z.infer<typeof quoteRulesSchema>;
