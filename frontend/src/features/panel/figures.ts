import type { MonthFigures } from "@/entities/report/schema";
import { addDays, addMonths, endOfMonth, startOfMonth } from "@/lib/dates";
import { add } from "@/lib/decimal";

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

/** The months from the first that has a figure on: a young clinic's year does not begin with empty ones. */
export function fromFirstFigure(months: readonly MonthFigures[]) {
  const first = months.findIndex(({ income, expenses, cost, commission, losses, profit, collected }) =>
    [income, expenses, cost, commission, losses, profit, collected].some((figure) => Number(figure) !== 0),
  );
  return first < 0 ? [] : months.slice(first);
}

/** What the month spent: its expenses, materials, commissions and what was thrown away. Income less this is the profit. */
export const chartRows = (months: readonly MonthFigures[]) =>
  months.map(({ month, income, expenses, cost, commission, losses, profit }) => ({
    month,
    income: Number(income),
    spent: Number(add([expenses, cost, commission, losses])),
    profit: Number(profit),
  }));

export const monthSpan = (month: string) => ({ from: `${month}-01`, to: endOfMonth(`${month}-01`) });
export const invoicesOf = ({ from, to }: { from: string; to: string }) =>
  `/facturacion/?status=ISSUED&from=${from}&to=${to}`;
export const expensesOf = ({ from, to }: { from: string; to: string }) => `/gastos/?from=${from}&to=${to}`;
