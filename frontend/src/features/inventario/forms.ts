import { decimal, integer, money, oneLine, optionalDay, optionalText, quantity, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const productForm = z.object({
  sku: requiredText(25),
  name: requiredText(300),
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

export const cycleForm = z.object({
  autoclave: oneLine(60),
  program: optionalText(80),
  temperature: decimal({ places: 1 }),
  minutes: integer({ min: 1, max: 240 }),
  chemical: z.enum(["PASSED", "FAILED"]),
  biological: z.enum(["NONE", "PENDING", "PASSED", "FAILED"]),
  remark: optionalText(500),
  packs: z
    .array(
      z.object({
        contents: oneLine(120),
        count: integer({ min: 1, max: 60 }),
        sterile_days: integer({ min: 1, max: 730 }),
      }),
    )
    .min(1),
});
