import type { Expense, ExpenseTotals } from "@/entities/expense/schema";
import type { Page } from "@/lib/api";
import { add } from "@/lib/decimal";
import { formatCount } from "@/lib/format";

type Filters = { search: string; category?: string | null; active?: string | null; import_id?: string | null };

/**
 * The sum under the list. The service adds up what is in force, by dates and category; under
 * other filters it is of the rows in view, and says so.
 */
export function expenseFooter(
  page: Page<Expense> | undefined,
  totals: ExpenseTotals | undefined,
  { search, category, active, import_id }: Filters,
) {
  if (!page || page.data.length === 0) return null;
  if (totals && !search && !import_id && active !== "false") {
    const counted = category ? totals.by_category.filter((row) => row.category === category) : totals.by_category;
    const count = counted.reduce((sum, row) => sum + row.count, 0);
    return {
      label: formatCount(count, "gasto vigente", "gastos vigentes"),
      total: add(counted.map((row) => row.total)),
    };
  }
  const voided = active === "false";
  const rows = voided ? page.data : page.data.filter((row) => row.active);
  const whole = page.next === null && page.data.length === (page.total ?? page.data.length);
  const label = voided
    ? formatCount(rows.length, "gasto anulado", "gastos anulados")
    : formatCount(rows.length, "gasto vigente", "gastos vigentes");
  return { label: whole ? label : `${label} en esta página`, total: add(rows.map((row) => row.amount)) };
}
