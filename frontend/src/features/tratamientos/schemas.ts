import { integer, money, optionalText, quantity, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const treatmentSchema = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  category: z.string(),
  description: z.string().nullish(),
  price: z.string(),
  duration_minutes: z.number(),
  iva_code: z.string(),
  active: z.boolean(),
  cost: z.string(),
  margin: z.string(),
  margin_percent: z.string().nullish(),
  version: z.number(),
});
export type Treatment = z.infer<typeof treatmentSchema>;

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
      stock_quantity: z.string(),
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

/** A product as the recipe needs it: with what one unit costs. */
export const suppliesSchema = z.object({
  id: z.number(),
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  average_cost: z.string(),
  stock_quantity: z.string(),
});
export type Supply = z.infer<typeof suppliesSchema>;

export const treatmentForm = z.object({
  code: requiredText(40),
  name: requiredText(200),
  category: requiredText(80),
  description: optionalText(2000),
  price: money,
  duration_minutes: integer({ min: 1, max: 1440 }),
  iva_code: requiredText(1),
});
export type TreatmentValues = z.output<typeof treatmentForm>;

export const recipeForm = z.object({
  items: z
    .array(
      z.object({
        product_id: z.number(),
        sku: z.string(),
        name: z.string(),
        unit: z.string(),
        unit_cost: z.string(),
        stock_quantity: z.string(),
        quantity,
      }),
    )
    .max(200),
});
export type RecipeInput = z.input<typeof recipeForm>;
export type RecipeLine = RecipeInput["items"][number];
