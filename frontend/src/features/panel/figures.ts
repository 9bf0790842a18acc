import type { Kpi } from "@/components/patterns/kpi-strip";
import type { MonthFigures } from "@/entities/report/schema";
import { addDays, addMonths, endOfMonth, startOfMonth } from "@/lib/dates";
import { add, compare, subtract } from "@/lib/decimal";
import { formatAmount, formatDateRange, formatMoney, formatPercent } from "@/lib/format";

/**
 * This month so far, and the same days of the month before: half a month set against a whole
 * one would say that every clinic is failing.
 */
export function comparedSpans(day: string) {
  const start = startOfMonth(day);
  const before = addMonths(start, -1);
  const sameDay = addMonths(day, -1);
  return {
    month: { from: start, to: day },
    before: { from: before, to: day === endOfMonth(day) ? endOfMonth(before) : sameDay },
    fortnight: { from: addDays(day, -13), to: day },
  };
}

type Compared = { now: string; then: string | undefined; against: { from: string; to: string }; moreIsGood: boolean };

/** «↑ 12 % vs. 1–24 oct»; where there was nothing, or a loss, a share says nothing: then the difference itself. */
export function changeOf({ now, then, against, moreIsGood }: Compared): Kpi["change"] {
  if (then === undefined) return undefined;
  const difference = subtract(now, then);
  const sign = compare(now, then);
  const before = Number(then);
  return {
    direction: sign > 0 ? "up" : sign < 0 ? "down" : "flat",
    good: sign === 0 ? undefined : sign > 0 === moreIsGood,
    text:
      before > 0
        ? formatPercent(Math.round((Math.abs(Number(difference)) / before) * 100))
        : formatMoney(difference.replace("-", "")),
    against: `vs. ${formatDateRange(against.from, against.to).replace(/ \d{4}$/, "")}`,
  };
}

export const sumParts = (value: string) => ({ prefix: Number(value) < 0 ? "−$" : "$", value: formatAmount(value) });

/** What the month spent is what its expenses and the materials used cost: income less this is the profit. */
export const chartRows = (months: readonly MonthFigures[]) =>
  months.map(({ month, income, expenses, cost, profit }) => ({
    month,
    income: Number(income),
    spent: Number(add([expenses, cost])),
    profit: Number(profit),
  }));

export const monthSpan = (month: string) => ({ from: `${month}-01`, to: endOfMonth(`${month}-01`) });
export const invoicesOf = ({ from, to }: { from: string; to: string }) =>
  `/facturacion/?status=ISSUED&from=${from}&to=${to}`;
export const expensesOf = ({ from, to }: { from: string; to: string }) => `/gastos/?from=${from}&to=${to}`;
