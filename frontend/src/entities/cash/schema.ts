import { METHODS } from "@/entities/invoice/schema";
import { z } from "@/lib/zod-es";

const someone = z.object({ id: z.union([z.number(), z.string()]), name: z.string() });
const named = z.object({ id: z.number(), name: z.string() });

export const tillSchema = z.object({
  id: z.number(),
  name: z.string(),
  active: z.boolean(),
  open_by: someone.nullable(),
  left_in_till: z.string().nullable(),
  version: z.number(),
});
export type Till = z.infer<typeof tillSchema>;

export const cashRulesSchema = z.object({ blind_count: z.boolean(), version: z.number() });

export const pieceSchema = z.object({ kind: z.enum(["NOTE", "COIN"]), value: z.string(), pieces: z.number() });
export type Piece = z.infer<typeof pieceSchema>;

const comparedSchema = z.object({
  method: z.enum(METHODS),
  payments: z.number(),
  expected: z.string(),
  counted: z.string(),
  difference: z.string(),
});

export const countSchema = z.object({
  id: z.number(),
  counted_at: z.string(),
  counted_by: someone,
  blind: z.boolean(),
  pieces: z.array(pieceSchema),
  methods: z.array(comparedSchema),
  expected: z.string(),
  counted: z.string(),
  expected_cash: z.string(),
  counted_cash: z.string(),
  difference: z.string(),
  exact: z.boolean(),
  /** Nothing moved after it. */
  current: z.boolean(),
});
export type Count = z.infer<typeof countSchema>;

export const closingSchema = z.object({
  id: z.number(),
  number: z.string(),
  reason: z.string().nullable(),
  left_in_till: z.string(),
  deposited: z.string(),
  closed_at: z.string(),
  closed_by: someone,
  reopened_at: z.string().nullable(),
  reopened_by: someone.nullable(),
  reopen_reason: z.string().nullable(),
});
export type Closing = z.infer<typeof closingSchema>;

export const sessionRowSchema = z.object({
  id: z.number(),
  till: named,
  cashier: someone,
  day: z.string(),
  opening_float: z.string(),
  opened_at: z.string(),
  closed_at: z.string().nullable(),
  difference: z.string().nullable(),
  closing: z.string().nullable(),
  version: z.number(),
});
export type SessionRow = z.infer<typeof sessionRowSchema>;

export const cashSessionSchema = z.object({
  id: z.number(),
  till: named,
  cashier: someone,
  day: z.string(),
  opening_float: z.string(),
  opened_at: z.string(),
  closed_at: z.string().nullable(),
  /** What is expected is kept back until it was counted. */
  blind: z.boolean(),
  expected: z.array(z.object({ method: z.enum(METHODS), amount: z.string(), payments: z.number() })).nullable(),
  expected_cash: z.string().nullable(),
  collected: z.string().nullable(),
  payments: z.number(),
  count: countSchema.nullable(),
  counts: z.number(),
  closings: z.array(closingSchema),
  version: z.number(),
});
export type CashSession = z.infer<typeof cashSessionSchema>;

export const ownSessionSchema = z.object({ session: cashSessionSchema.nullable() });

export const movementSchema = z.object({
  id: z.number(),
  kind: z.string(),
  method: z.enum(METHODS),
  amount: z.string(),
  concept: z.string(),
  moved_at: z.string(),
  moved_by: someone,
});
export type Movement = z.infer<typeof movementSchema>;
