import { fromUnits, multiply, parseDecimal, subtract, toUnits, type Decimal } from "@/lib/decimal";
import type { RecipeLine } from "./forms";

export const treatmentPath = (id: number) => `/tratamientos/ver/?id=${id}`;

type Costed = Pick<RecipeLine, "quantity" | "unit_cost">;

/** What one line costs while it is being typed; null for what is not yet a quantity. */
export function lineCost({ quantity, unit_cost }: Costed): string | null {
  const typed = parseDecimal(quantity);
  return typed === null || typed.startsWith("-") ? null : multiply(typed, unit_cost);
}

/** The sum of the lines, rounded once at its end, as the service does. Lines still without a quantity count nothing. */
export function recipeCost(lines: readonly Costed[]): string {
  const units = lines.reduce((sum, { quantity, unit_cost }) => {
    const typed = parseDecimal(quantity);
    return typed === null || typed.startsWith("-") ? sum : sum + toUnits(multiply(typed, unit_cost, 7), 7);
  }, 0n);
  return fromUnits(toUnits(fromUnits(units, 7), 2), 2);
}

export type Margin = { margin: string; percent: string | null };

/** Price less cost, and what part of the price it is; no part of a price of zero. */
export function marginOf(price: Decimal, cost: Decimal): Margin {
  const margin = subtract(price, cost);
  const cents = toUnits(price);
  if (cents <= 0n) return { margin, percent: null };
  const scaled = toUnits(margin) * 10_000n * 2n;
  const half = scaled < 0n ? -cents : cents;
  return { margin, percent: fromUnits((scaled + half) / (cents * 2n), 2) };
}

/** The margin of the price being typed, or null while it cannot be read. */
export function marginWhileTyping(priceText: string, cost: Decimal): Margin | null {
  const price = parseDecimal(priceText);
  return price === null || price.startsWith("-") ? null : marginOf(price, cost);
}
