import type { BuyerValues } from "@/entities/invoice/buyer";
import { parseDiscount } from "@/entities/invoice/discount";
import type { Invoice } from "@/entities/invoice/schema";
import { add, isZero } from "@/lib/decimal";

// What the counter changes of a draft: its lines, what is taken off one, who it is made out to, and its note.

type Line = Invoice["lines"][number];

/** What of a draft is sent: what is left out stays as it is. */
export type Correction = { lines?: object[]; buyer?: object; notes?: string | null };

/** The discount of one line, as it was said; null where it has none. */
export const discountOf = ({ discounts }: Invoice, { position }: Line) =>
  discounts.find((one) => one.position === position) ?? null;

/** What was said of a line already, as it is sent: a draft from before discounts had reasons has it in the line alone. */
function kept(invoice: Invoice, line: Line) {
  const own = discountOf(invoice, line);
  if (!own) return { discount: invoice.discounts.length > 0 ? "0" : line.discount, discount_reason: null };
  return own.percent
    ? { discount_percent: own.percent, discount_reason: own.reason }
    : { discount: own.amount, discount_reason: own.reason };
}

/** The draft with `text` («10 %», «4,50») taken off one line; an empty text takes nothing off. */
export function withDiscount(invoice: Invoice, position: number, text: string, reason: string): Correction {
  const { percent, amount } = parseDiscount(text)!;
  const given = percent ? { discount_percent: percent } : { discount: amount };
  const none = percent === null && isZero(amount);
  return {
    lines: invoice.lines.map((line) =>
      line.position === position
        ? { ...chargedOf(line), ...given, discount_reason: none ? null : reason }
        : { ...chargedOf(line), ...kept(invoice, line) },
    ),
  };
}

const chargedOf = (line: Line) => ({
  kind: line.kind,
  reference_id: line.reference_id ?? null,
  code: line.code ?? null,
  description: line.description,
  quantity: line.quantity,
  unit_price: line.unit_price,
  iva_code: line.iva_code,
});

/** The draft as it is, to be sent again: what takes back a change of its lines. */
export const asItIs = (invoice: Invoice): Correction => ({
  lines: invoice.lines.map((line) => ({ ...chargedOf(line), ...kept(invoice, line) })),
});

/** Something of the catalogue, as a line charges it. */
export type Concept = Pick<Line, "kind" | "description" | "unit_price" | "iva_code"> & {
  reference_id: number;
  code: string | null;
};

export const lineOf = (concept: Concept) => ({ ...concept, quantity: "1" });

/** The draft with one more of it: what is charged already becomes more of the same. */
export function withConcept(invoice: Invoice, concept: Concept): Correction {
  const { lines } = asItIs(invoice);
  const at = invoice.lines.findIndex(
    ({ kind, reference_id, unit_price }) =>
      kind === concept.kind && reference_id === concept.reference_id && unit_price === concept.unit_price,
  );
  if (at < 0) return { lines: [...lines!, lineOf(concept)] };
  const quantity = add([invoice.lines[at]!.quantity, "1"], 3);
  return { lines: lines!.map((line, place) => (place === at ? { ...line, quantity } : line)) };
}

/** The draft without one of its lines. */
export const withoutLine = (invoice: Invoice, position: number): Correction =>
  asItIs({ ...invoice, lines: invoice.lines.filter((line) => line.position !== position) });

/** The draft made out to somebody else; what is not known of them is left out. */
export const madeOutTo = (buyer: BuyerValues): Correction => ({
  buyer: Object.fromEntries(Object.entries(buyer).map(([name, value]) => [name, value.trim() || null])),
});

/** What paid for a line before: «Paquete Profilaxis (sesión 3 de 4)» is the end of what such a line says. */
export function packageOf({ description, unit_price }: Line): { name: string; by: string } | null {
  const said = isZero(unit_price) ? /^(.+) · (.+ \(sesi(?:ón|ones) [\d, ]+ de \d+\))$/.exec(description) : null;
  return said && { name: said[1]!, by: said[2]! };
}
