import { z } from "@/lib/zod-es";

export const productSchema = z.object({
  id: z.number(),
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  unit: z.string(),
  minimum_stock: z.string(),
  sale_price: z.string(),
  iva_code: z.string(),
  active: z.boolean(),
  /** All its lots: what may be used, what has expired and what was recalled. */
  stock_quantity: z.string(),
  usable_quantity: z.string(),
  expired_quantity: z.string(),
  recalled_quantity: z.string(),
  average_cost: z.string(),
  low_stock: z.boolean(),
  /** Of what may be used. */
  next_expiry: z.string().nullish(),
  /** Of what is there and not recalled, even if it has passed. */
  first_expiry: z.string().nullish(),
  version: z.number(),
  updated_at: z.string(),
});
export type Product = z.infer<typeof productSchema>;

export const categorySchema = z.object({ name: z.string(), count: z.number() });

export const lotSchema = z.object({
  id: z.number(),
  lot_number: z.string(),
  expiry_date: z.string().nullish(),
  quantity: z.string(),
  unit_cost: z.string(),
  received_at: z.string(),
  recalled: z.boolean(),
  expired: z.boolean(),
  version: z.number(),
});
export type Lot = z.infer<typeof lotSchema>;

export const stockSchema = z.object({ product_id: z.number(), stock_quantity: z.string(), lots: z.array(lotSchema) });

export const KINDS = ["PURCHASE", "CONSUMPTION", "ADJUSTMENT", "WRITE_OFF", "RETURN", "REVERSAL", "ANNULMENT"] as const;
export type Kind = (typeof KINDS)[number];

const actorSchema = z.object({ id: z.string(), name: z.string() }).nullish();

/** Why stock is written off. */
export const CAUSES = ["EXPIRED", "DAMAGED", "LOST", "OTHER"] as const;

export const movementSchema = z.object({
  id: z.number(),
  product_id: z.number(),
  product_name: z.string(),
  lot_id: z.number(),
  lot_number: z.string(),
  kind: z.enum(KINDS),
  quantity: z.string(),
  unit_cost: z.string(),
  balance_after: z.string(),
  reason: z.string().nullish(),
  cause: z.enum(CAUSES).nullish(),
  appointment_id: z.number().nullish(),
  /** What it came in with, or what was annulled. */
  receipt_id: z.number().nullish(),
  actor: actorSchema,
  occurred_at: z.string(),
  /** Another movement undid it. */
  undone: z.boolean(),
});
export type Movement = z.infer<typeof movementSchema>;

export const shortageSchema = z.object({
  id: z.number(),
  product_id: z.number(),
  product_name: z.string(),
  appointment_id: z.number(),
  quantity: z.string(),
  created_at: z.string(),
  resolved_at: z.string().nullish(),
  resolved_by: actorSchema,
  resolution: z.string().nullish(),
});
export type Shortage = z.infer<typeof shortageSchema>;
