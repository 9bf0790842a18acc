import type { Kpi } from "@/components/patterns/kpi-strip";
import { compare, subtract } from "@/lib/decimal";
import { formatAmount, formatDateRange, formatMoney, formatPercent } from "@/lib/format";

type Compared = { now: string; then: string | undefined; against: { from: string; to: string }; moreIsGood: boolean };

/** «↑ 12 % vs. 1–24 oct»; where there was nothing, or a loss, a share says nothing: then the difference itself. */
export function changeOf({ now, then, against, moreIsGood }: Compared): Kpi["change"] {
  if (then === undefined) return undefined;
  const difference = subtract(now, then);
  const before = Number(then);
  const share = before > 0 ? Math.round((Math.abs(Number(difference)) / before) * 100) : null;
  // Less than half a hundredth is written «0 %»: it is neither better nor worse.
  const sign = share === 0 ? 0 : compare(now, then);
  return {
    direction: sign > 0 ? "up" : sign < 0 ? "down" : "flat",
    good: sign === 0 ? undefined : sign > 0 === moreIsGood,
    text: share === null ? formatMoney(difference.replace("-", "")) : formatPercent(share),
    against: `vs. ${formatDateRange(against.from, against.to).replace(/ \d{4}$/, "")}`,
  };
}

export const sumParts = (value: string) => ({ prefix: Number(value) < 0 ? "−$" : "$", value: formatAmount(value) });
