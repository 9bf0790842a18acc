import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, listOf, pageOf } from "@/lib/api";
import { categorySchema, expenseSchema, expenseTotalsSchema, type ExpenseBody } from "./schemas";

type Params = ListState["params"];

const askExpenses = (query: Params, signal?: AbortSignal) =>
  api(pageOf(expenseSchema), "/facturacion/expenses", { query, signal });

export const expensesQuery = (params: Params) =>
  queryOptions({
    queryKey: ["expenses", "list", params],
    queryFn: ({ signal }) => askExpenses(params, signal),
    placeholderData: keepPreviousData,
  });

export const exportExpenses = (params: Params) => (after: string | null, signal?: AbortSignal) =>
  askExpenses({ ...params, after, limit: 100 }, signal);

export const expenseQuery = (id: number) =>
  queryOptions({
    queryKey: ["expenses", "detail", id],
    queryFn: ({ signal }) => api(expenseSchema, `/facturacion/expenses/${id}`, { signal }),
  });

export const categoriesQuery = queryOptions({
  queryKey: ["expenses", "categories"],
  queryFn: ({ signal }) => api(listOf(categorySchema), "/facturacion/expenses/categories", { signal }),
});

export const expenseTotalsQuery = (range: { from: string | null; to: string | null }) =>
  queryOptions({
    queryKey: ["expenses", "totals", range],
    queryFn: ({ signal }) => api(expenseTotalsSchema, "/facturacion/expenses/totals", { query: range, signal }),
    placeholderData: keepPreviousData,
  });

const settle = (client: QueryClient) => {
  void client.invalidateQueries({ queryKey: ["reports"] });
  return client.invalidateQueries({ queryKey: ["expenses"] });
};

export function useCreateExpense() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ExpenseBody) => api(expenseSchema, "/facturacion/expenses", { method: "POST", body }),
    onSuccess: () => void settle(client),
  });
}

export function useChangeExpense() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      ...body
    }: { id: number; version: number } & (ExpenseBody | { active: false; void_reason: string })) =>
      api(expenseSchema, `/facturacion/expenses/${id}`, { method: "PATCH", version, body }),
    onSuccess: (expense) => {
      client.setQueryData(expenseQuery(expense.id).queryKey, expense);
      void settle(client);
    },
    // Somebody else's change is what usually stands in the way: bring it in.
    onError: () => void settle(client),
  });
}
