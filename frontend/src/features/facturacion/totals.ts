import type { IvaRate, Tax } from "@/entities/invoice/schema";
import { add, compare, fromUnits, multiply, parseDecimal, subtract, toUnits } from "@/lib/decimal";
import { takenOff, withWhole } from "@/entities/invoice/discount";

// The sums of a draft while it is typed, by the same rules as the service: each line to the
// cent, and the IVA once on the base of each rate. What is saved is what the service answers.

export type TypedLine = { quantity?: string; unit_price?: string; discount?: string; iva_code?: string };
export type LineAmounts = { discount: string; subtotal: string; iva_code: string; iva_rate: string };
export type Totals = { subtotal: string; discount: string; iva: string; total: string; taxes: Tax[] };

/** The rates in force on a day, by code. */
export const ratesOn = (rates: readonly IvaRate[], day: string) =>
  Object.fromEntries(
    rates
      .filter(({ valid_from, valid_to }) => valid_from <= day && (!valid_to || valid_to >= day))
      .map((rate) => [rate.code, rate.rate]),
  );

const ivaOf = (base: string, rate: string) => multiply(base, fromUnits(toUnits(rate, 2), 4));

/** Null while something of the line is missing or is no number. */
export function priceLine(line: TypedLine, rates: Record<string, string>): LineAmounts | null {
  const quantity = parseDecimal(line.quantity ?? "");
  const price = parseDecimal(line.unit_price ?? "");
  const code = line.iva_code ?? "";
  const rate = rates[code];
  if (quantity === null || price === null || rate === undefined) return null;
  const gross = multiply(quantity, price);
  const discount = takenOff(line.discount, gross);
  if (discount === null) return null;
  const subtotal = subtract(gross, discount);
  if (compare(subtotal, 0) < 0) return null;
  return { discount: add([discount]), subtotal, iva_code: code, iva_rate: rate };
}

/** `whole` is what is typed as the discount on the whole. */
export function totalsOf(priced: readonly LineAmounts[], whole = ""): Totals {
  const lines = withWhole(priced, whole);
  const codes = [...new Set(lines.map(({ iva_code }) => iva_code))].sort();
  const taxes = codes.map((code) => {
    const group = lines.filter(({ iva_code }) => iva_code === code);
    const base = add(group.map(({ subtotal }) => subtotal));
    return { iva_code: code, iva_rate: group[0]!.iva_rate, base, iva: ivaOf(base, group[0]!.iva_rate) };
  });
  const subtotal = add(lines.map((line) => line.subtotal));
  const iva = add(taxes.map((tax) => tax.iva));
  return { subtotal, discount: add(lines.map(({ discount }) => discount)), iva, total: add([subtotal, iva]), taxes };
}
