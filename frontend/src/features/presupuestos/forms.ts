import type { Quote } from "@/entities/quote/schema";
import { compare, isZero, parseDecimal } from "@/lib/decimal";
import { day, integer, money, oneLine, optionalText, quantity } from "@/lib/fields";
import { z } from "@/lib/zod-es";
import { typedDecimal, typedMoney } from "@/lib/units";

const line = z.object({
  phase: optionalText(80),
  kind: z.enum(["TREATMENT", "PRODUCT", "OTHER"]),
  reference_id: z.number().nullable(),
  code: optionalText(25),
  description: oneLine(300),
  tooth: optionalText(20),
  notes: optionalText(300),
  quantity,
  unit_price: money,
  iva_code: z.string(),
  /** Of the line alone, as it came. */
  discount: z.string(),
  discount_percent: z.string().nullable(),
  discount_reason: z.string().nullable(),
});

/** Of a discount as people type it: «10 %» or «4,50». */
function parted(text: string) {
  const percent = text.endsWith("%");
  const value = parseDecimal(percent ? text.slice(0, -1) : text);
  if (value === null || compare(value, 0) < 0 || (percent && compare(value, 100) > 0)) return null;
  return percent ? { percent: value } : { amount: value };
}

export const quoteForm = z
  .object({
    lines: z.array(line).min(1, "Agregue al menos un tratamiento.").max(100),
    discount: z.string().trim(),
    discount_reason: optionalText(200),
    valid_days: integer({ min: 1, max: 365 }),
    conditions: optionalText(1000),
    notes: optionalText(1000),
  })
  .superRefine(({ discount, discount_reason }, context) => {
    const fail = (path: string, message: string) => context.addIssue({ code: "custom", path: [path], message });
    if (discount && !parted(discount)) fail("discount", "Escriba un valor o un porcentaje, por ejemplo 4,50 o 10 %.");
    if (discount && !discount_reason) fail("discount_reason", "Escriba el motivo.");
  })
  .transform(({ discount, discount_reason, ...quote }) => {
    const said = discount ? parted(discount) : null;
    const given = said && !isZero(said.percent ?? said.amount);
    return { ...quote, discount: given ? { ...said, reason: discount_reason! } : null };
  });
export type QuoteValues = z.input<typeof quoteForm>;
export type QuoteBody = z.output<typeof quoteForm>;
export type LineValues = QuoteValues["lines"][number];

export const NEW_QUOTE: QuoteValues = {
  lines: [],
  discount: "",
  discount_reason: "",
  valid_days: "30",
  conditions: "",
  notes: "",
};

export function quoteValuesOf(quote: Quote): QuoteValues {
  const whole = quote.discounts.find(({ position }) => !position);
  return {
    lines: quote.lines.map((row) => {
      const own = quote.discounts.find(({ position }) => position === row.position);
      return {
        phase: row.phase ?? "",
        kind: row.kind,
        reference_id: row.reference_id ?? null,
        code: row.code ?? "",
        description: row.description,
        tooth: row.tooth ?? "",
        notes: row.notes ?? "",
        quantity: typedDecimal(row.quantity),
        unit_price: typedMoney(row.unit_price),
        iva_code: row.iva_code,
        discount: own && !own.percent ? own.amount : "0",
        discount_percent: own?.percent ?? null,
        discount_reason: own?.reason ?? null,
      };
    }),
    discount: whole ? (whole.percent ? `${typedDecimal(whole.percent)} %` : typedDecimal(whole.amount)) : "",
    discount_reason: whole?.reason ?? "",
    valid_days: String(quote.valid_days),
    conditions: quote.conditions ?? "",
    notes: quote.notes ?? "",
  };
}

export const acceptanceForm = z.object({
  accepted_by: oneLine(200),
  accepted_on: day,
  lines: z.array(z.number()).min(1, "Elija al menos un tratamiento."),
});
export type AcceptanceBody = z.output<typeof acceptanceForm>;

export const rejectionForm = z.object({ reason: oneLine(300), rejected_on: day });
export type RejectionBody = z.output<typeof rejectionForm>;
