import { METHODS } from "@/entities/invoice/schema";
import { day, decimal, integer, oneLine, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const reason = oneLine(300).refine((text) => text.length >= 3, "Escriba al menos 3 letras.");

export const packageForm = z.object({
  name: requiredText(120),
  items: z
    .array(z.object({ treatment_id: z.number(), name: z.string(), sessions: integer({ min: 1, max: 200 }) }))
    .min(1, "Agregue al menos un tratamiento.")
    .max(20),
  price: decimal({ places: 2, positive: true }),
  iva_code: z.string(),
  validity_days: z
    .string()
    .trim()
    .transform((text) => (text ? text : null))
    .pipe(z.union([z.null(), integer({ min: 1, max: 3650 })])),
});
export type PackageValues = z.input<typeof packageForm>;
export type PackageBody = {
  name: string;
  items: { treatment_id: number; sessions: number }[];
  price: string;
  iva_code: string;
  validity_days: number | null;
};

export const extensionForm = z.object({ expires_on: day, reason });

export const redemptionForm = z.object({ item_id: z.string().min(1), patient_id: z.string().min(1) });

export const refundForm = z.object({
  sessions: z.array(integer({ min: 0, max: 200 })),
  reason,
  settle: z.enum(["REFUND", "CREDIT"]),
  method: z.enum(METHODS),
});
