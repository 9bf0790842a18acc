import type { QueryClient } from "@tanstack/react-query";
import { EXPENSES, RECURRING_EXPENSES } from "@/entities/paths";
import { changed as reportsChanged } from "@/entities/report/changed";
import { invalidate } from "@/lib/resource";
import { expenseQuery } from "./queries";
import type { Expense } from "./schema";

/** An expense was written. `expense` is what the service answered: it is not read again. */
export function changed(client: QueryClient, expense?: Expense) {
  const known = expense && expenseQuery(expense.id).queryKey;
  if (known) client.setQueryData(known, expense);
  return Promise.all([invalidate(client, [EXPENSES, RECURRING_EXPENSES], known), reportsChanged(client)]);
}
