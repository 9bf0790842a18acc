import { ORDER_KINDS } from "@/entities/order/schema";
import { decimal, oneLine, optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

const optionalDecimal = z
  .union([z.literal(""), decimal({ places: 3 })])
  .nullish()
  .transform((value) => value || null);

export const orderForm = z.object({
  kind: z.enum(ORDER_KINDS),
  urgent: z.boolean(),
  indication: oneLine(500),
  diagnoses: z
    .array(z.object({ code: z.string(), description: z.string() }))
    .min(1, "Elija al menos un diagnóstico.")
    .max(10),
  items: z
    .array(z.object({ exam_id: z.number(), name: z.string(), detail: z.string().trim().max(120) }))
    .min(1, "Elija al menos un examen.")
    .max(40),
});
export type OrderInput = z.input<typeof orderForm>;
export type OrderValues = z.output<typeof orderForm>;

export const examForm = z.object({
  kind: z.enum(ORDER_KINDS),
  category: oneLine(60),
  name: oneLine(120),
  unit: optionalText(20),
  low: optionalDecimal,
  high: optionalDecimal,
});
export type ExamValues = z.output<typeof examForm>;

/** Of one exam a value, or a document of the file. */
export const resultForm = z.object({
  what: z.string().min(1, "Elija un examen o el informe."),
  value: optionalText(200),
  attachment_id: z.string(),
  remark: optionalText(500),
});
export type ResultValues = {
  position: number | null;
  value: string | null;
  attachment_id: number | null;
  remark: string | null;
};
