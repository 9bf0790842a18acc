import { day, integer, money, optionalText, quantity, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const treatmentForm = z.object({
  code: requiredText(25),
  name: requiredText(300),
  category: requiredText(80),
  description: optionalText(2000),
  price: money,
  duration_minutes: integer({ min: 1, max: 1440 }),
  iva_code: requiredText(1),
  aesthetic: z.boolean(),
});
export type TreatmentValues = z.output<typeof treatmentForm>;

export const priceForm = z.object({ price: money, valid_from: day });
export type PriceValues = z.output<typeof priceForm>;

export const ANY_ROOM = "-";
export const agendaForm = z.object({
  doctor_ids: z.array(z.number()),
  room_kind: z.string(),
  equipment_ids: z.array(z.number()),
  preparation_minutes: integer({ min: 0, max: 120 }),
  cleaning_minutes: integer({ min: 0, max: 120 }),
  notice_minutes: z.union([z.literal("").transform(() => null), integer({ min: 0, max: 20160 })]),
});

export const recipeForm = z.object({
  items: z
    .array(
      z.object({
        product_id: z.number(),
        sku: z.string(),
        name: z.string(),
        unit: z.string(),
        unit_cost: z.string(),
        usable_quantity: z.string(),
        quantity,
      }),
    )
    .max(200),
});
export type RecipeInput = z.input<typeof recipeForm>;
export type RecipeLine = RecipeInput["items"][number];
