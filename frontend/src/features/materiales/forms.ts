import { quantity } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const tooth = z
  .string()
  .trim()
  .regex(/^(\d{2})?$/, "Escriba el número de la pieza, como 36.")
  .transform((text) => (text ? Number(text) : null));

export const materialForm = z.object({
  lot: z
    .object({ id: z.number(), name: z.string() })
    .nullable()
    .refine((chosen) => chosen !== null, "Elija un lote."),
  quantity,
  tooth,
});
export const packForm = z.object({
  pack: z
    .object({ id: z.number(), name: z.string() })
    .nullable()
    .refine((chosen) => chosen !== null, "Elija un paquete."),
  tooth,
});
