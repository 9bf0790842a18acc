import { z } from "@/lib/zod-es";

export const treatmentSchema = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  category: z.string(),
  description: z.string().nullish(),
  price: z.string(),
  /** The one announced for a later day. */
  next_price: z.string().nullish(),
  next_price_from: z.string().nullish(),
  duration_minutes: z.number(),
  iva_code: z.string(),
  /** Done for looks: without IVA its invoice needs a linked diagnosis. */
  aesthetic: z.boolean(),
  active: z.boolean(),
  cost: z.string(),
  margin: z.string(),
  margin_percent: z.string().nullish(),
  version: z.number(),
});
export type Treatment = z.infer<typeof treatmentSchema>;

export const priceSchema = z.object({
  id: z.number(),
  valid_from: z.string(),
  price: z.string(),
  announced_by: z.object({ id: z.string(), name: z.string() }),
  announced_at: z.string(),
  withdrawn_on: z.string().nullable(),
  withdrawn_by: z.string().nullable(),
});
export type AnnouncedPrice = z.infer<typeof priceSchema>;

export const categorySchema = z.object({ name: z.string(), count: z.number() });

export const recipeSchema = z.object({
  treatment_id: z.number(),
  items: z.array(
    z.object({
      product_id: z.number(),
      sku: z.string(),
      name: z.string(),
      unit: z.string(),
      quantity: z.string(),
      unit_cost: z.string(),
      cost: z.string(),
      usable_quantity: z.string(),
    }),
  ),
  cost: z.string(),
  price: z.string(),
  margin: z.string(),
  margin_percent: z.string().nullish(),
  version: z.number(),
});
export type Recipe = z.infer<typeof recipeSchema>;

export const stockCheckSchema = z.object({
  available: z.boolean(),
  missing: z.array(z.object({ product_id: z.number(), name: z.string(), required: z.string(), available: z.string() })),
});
