import { decimal, money, optionalDay, quantity, requiredText } from "@/lib/fields";
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
  stock_quantity: z.string(),
  average_cost: z.string(),
  low_stock: z.boolean(),
  next_expiry: z.string().nullish(),
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

export const KINDS = ["PURCHASE", "CONSUMPTION", "ADJUSTMENT", "WRITE_OFF", "RETURN"] as const;
export type Kind = (typeof KINDS)[number];

const actorSchema = z.object({ id: z.string(), name: z.string() }).nullish();

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
  appointment_id: z.number().nullish(),
  actor: actorSchema,
  occurred_at: z.string(),
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

export const productForm = z.object({
  sku: requiredText(40),
  name: requiredText(200),
  category: requiredText(80),
  unit: requiredText(40),
  minimum_stock: decimal({ places: 3 }),
  sale_price: money,
  iva_code: requiredText(1),
});
export type ProductValues = z.output<typeof productForm>;

const reason = z.string().trim().min(3, "Explíquelo en pocas palabras.").max(300);

export const purchaseForm = z.object({
  product_id: z.number({ required_error: "Elija un producto.", invalid_type_error: "Elija un producto." }),
  lot_number: requiredText(80),
  expiry_date: optionalDay,
  quantity,
  unit_cost: decimal({ places: 4 }),
  /** Only to work out the cost of a unit; it is not sent. */
  total: z.string().optional(),
});

/** What leaves a lot, or what was counted in it. */
export const takeOutForm = z.object({ quantity, reason });
export const countForm = z.object({ counted: decimal({ places: 3 }), reason });
export const resolutionForm = z.object({ reason });
export const expiryForm = z.object({ expiry_date: optionalDay });
