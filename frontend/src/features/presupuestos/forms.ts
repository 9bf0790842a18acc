import type { TreatmentLine } from "@/entities/appointment/schema";
import type { Quote } from "@/entities/quote/schema";
import { compare, isZero, parseDecimal } from "@/lib/decimal";
import { day, email, integer, money, oneLine, optionalText, quantity, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";
import { typedDecimal, typedMoney } from "@/lib/units";

const line = z.object({
  phase: optionalText(80),
  /** Of which part of a treatment plan it is. */
  plan_item_id: z.number().nullish(),
  kind: z.enum(["TREATMENT", "PRODUCT", "OTHER"]),
  reference_id: z.number().nullable(),
  code: optionalText(25),
  description: oneLine(300),
  tooth: optionalText(20),
  notes: optionalText(300),
  quantity,
  unit_price: money,
  iva_code: z.string(),
  /** Of the line alone, as people type it. */
  discount: z.string().trim(),
  discount_reason: optionalText(200),
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
  .superRefine((quote, context) => {
    const check = (said: Said, ...at: (string | number)[]) => {
      const fail = (name: string, message: string) =>
        context.addIssue({ code: "custom", path: [...at, name], message });
      if (!said.discount) return;
      if (!parted(said.discount)) fail("discount", "Escriba un valor o un porcentaje, por ejemplo 4,50 o 10 %.");
      if (!said.discount_reason) fail("discount_reason", "Escriba el motivo.");
    };
    check(quote);
    quote.lines.forEach((row, index) => check(row, "lines", index));
  })
  .transform(({ discount, discount_reason, lines, ...quote }) => {
    const whole = given(discount);
    return {
      ...quote,
      lines: lines.map((row) => {
        const own = given(row.discount);
        return {
          ...row,
          discount: own?.amount ?? "0",
          discount_percent: own?.percent ?? null,
          discount_reason: own ? row.discount_reason : null,
        };
      }),
      discount: whole ? { ...whole, reason: discount_reason! } : null,
    };
  });

type Said = { discount: string; discount_reason: string | null };

/** What was typed, unless that is nothing. */
function given(text: string) {
  const said = text ? parted(text) : null;
  return said && !isZero(said.percent ?? said.amount) ? said : null;
}
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

/** A line of what an appointment had planned. */
export const lineOf = ({ treatment_id, code, name, quantity, unit_price, iva_code }: TreatmentLine): LineValues => ({
  phase: "",
  kind: "TREATMENT",
  reference_id: treatment_id,
  code,
  description: name,
  tooth: "",
  notes: "",
  quantity: typedDecimal(quantity),
  unit_price: typedMoney(unit_price),
  iva_code,
  discount: "",
  discount_reason: "",
});

export function quoteValuesOf(quote: Quote): QuoteValues {
  const whole = quote.discounts.find(({ position }) => !position);
  return {
    lines: quote.lines.map((row) => {
      const own = quote.discounts.find(({ position }) => position === row.position);
      return {
        plan_item_id: row.plan_item_id,
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
        discount: own ? typedDiscount(own) : "",
        discount_reason: own?.reason ?? "",
      };
    }),
    discount: whole ? typedDiscount(whole) : "",
    discount_reason: whole?.reason ?? "",
    valid_days: String(quote.valid_days),
    conditions: quote.conditions ?? "",
    notes: quote.notes ?? "",
  };
}

function typedDiscount({ percent, amount }: Quote["discounts"][number]) {
  return percent ? `${typedDecimal(percent)} %` : typedDecimal(amount);
}

export const mailForm = z.object({ to: email });
export type MailBody = z.output<typeof mailForm>;

export const rulesForm = z.object({ valid_days: integer({ min: 1, max: 365 }), conditions: requiredText(1000) });
export type RulesBody = z.output<typeof rulesForm>;

export const acceptanceForm = z.object({
  accepted_by: oneLine(200),
  accepted_on: day,
  lines: z.array(z.number()).min(1, "Elija al menos un tratamiento."),
});
export type AcceptanceBody = z.output<typeof acceptanceForm>;

export const rejectionForm = z.object({ reason: oneLine(300), rejected_on: day });
export type RejectionBody = z.output<typeof rejectionForm>;
