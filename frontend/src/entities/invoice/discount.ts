import type { Discount } from "@/entities/invoice/schema";
import { add, compare, fromUnits, isZero, multiply, parseDecimal, subtract, toUnits } from "@/lib/decimal";
import { z } from "@/lib/zod-es";
import { typedDecimal, typedMoney } from "@/lib/units";

// A discount is typed in one field, as people say it: «10 %» or «4,50».

/** What was typed: a percentage, an amount, nothing (an amount of zero), or null for what is neither. */
export function parseDiscount(text: string | null | undefined): { percent: string | null; amount: string } | null {
  const typed = (text ?? "").trim();
  if (!typed) return { percent: null, amount: "0" };
  const percent = typed.endsWith("%");
  const value = parseDecimal(percent ? typed.slice(0, -1) : typed);
  if (value === null || value.startsWith("-") || (value.split(".")[1]?.length ?? 0) > 2) return null;
  return percent ? { percent: value, amount: "0" } : { percent: null, amount: value };
}

/** As it stands in its field. */
export function typedDiscount({ percent, amount }: Pick<Discount, "percent" | "amount">) {
  return percent === null || percent === undefined ? typedMoney(amount) : `${typedDecimal(percent)} %`;
}

export const discountText = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const discount = parseDiscount(text);
    const fail = (message: string) => context.addIssue({ code: "custom", message });
    if (!discount) fail("Escriba un valor o un porcentaje, por ejemplo 4,50 o 10 %.");
    else if (discount.percent && (compare(discount.percent, 100) > 0 || isZero(discount.percent)))
      fail("Entre 0,01 % y 100 %.");
  });

export const takesOff = (text: string | null | undefined) => {
  const discount = parseDiscount(text);
  return discount !== null && !isZero(discount.percent ?? discount.amount);
};

/** What it takes off `base`, or null while it is no discount. */
export function takenOff(text: string | null | undefined, base: string) {
  const discount = parseDiscount(text);
  if (!discount) return null;
  return discount.percent ? multiply(base, fromUnits(toUnits(discount.percent, 2), 4)) : add([discount.amount]);
}

/** `amount` spread over `bases`, to the cent, the rest on the largest that has room: as the service does it. */
export function spread(amount: string, bases: readonly string[]) {
  const units = bases.map((base) => toUnits(base));
  const whole = units.reduce((sum, base) => sum + base, 0n);
  const wanted = toUnits(amount);
  if (whole === 0n || wanted === 0n) return bases.map(() => "0.00");
  const shares = units.map((base) => (wanted * base) / whole);
  let rest = wanted - shares.reduce((sum, share) => sum + share, 0n);
  const places = units.map((_, place) => place).sort((a, b) => Number(units[b]! - units[a]!) || a - b);
  for (const place of places) {
    const room = units[place]! - shares[place]!;
    const more = rest < room ? rest : room;
    shares[place]! += more;
    rest -= more;
  }
  return shares.map((share) => fromUnits(share));
}

/** The lines with their share of a discount on the whole; as they are while it is more than they come to. */
export function withWhole<L extends { discount: string; subtotal: string }>(lines: readonly L[], text: string): L[] {
  const bases = lines.map(({ subtotal }) => subtotal);
  const amount = takenOff(text, add(bases));
  if (amount === null || compare(amount, add(bases)) > 0) return [...lines];
  const shares = spread(amount, bases);
  return lines.map((line, place) => ({
    ...line,
    discount: add([line.discount, shares[place]!]),
    subtotal: subtract(line.subtotal, shares[place]!),
  }));
}
