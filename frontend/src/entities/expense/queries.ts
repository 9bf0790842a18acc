import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { EXPENSES, RECURRING_EXPENSES } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import {
  categorySchema,
  expenseImportSchema,
  expenseSchema,
  expenseTotalsSchema,
  proposalsSchema,
  recurringSchema,
} from "./schema";

const page = pageOf(expenseSchema);

export const expensesQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, EXPENSES, params), placeholderData: keepPreviousData });

/** One page of what is filtered, for the export. */
export const exportExpenses = (params: ApiOptions["query"]) => (after: string | null, signal?: AbortSignal) =>
  api(page, EXPENSES, { query: { ...params, after, limit: 100 }, signal });

export const expenseQuery = (id: number) => queryOptions(resource(expenseSchema, `${EXPENSES}/${id}`));

export const expenseCategoriesQuery = queryOptions(resource(listOf(categorySchema), `${EXPENSES}/categories`));

export const expenseTotalsQuery = (range: { from: string | null; to: string | null }) =>
  queryOptions({ ...resource(expenseTotalsSchema, `${EXPENSES}/totals`, range), placeholderData: keepPreviousData });

/** The photo or PDF of an expense's document, which the browser shows. */
export const expenseReceiptPath = (id: number) => `/api${EXPENSES}/${id}/receipt`;

/** The files that were imported, the last one first. */
export const expenseImportsQuery = queryOptions(resource(pageOf(expenseImportSchema), `${EXPENSES}/imports`));

export const importTemplatePath = `/api${EXPENSES}/imports/template.xlsx`;

export const recurringQuery = queryOptions(resource(pageOf(recurringSchema), RECURRING_EXPENSES, { limit: 100 }));

/** The months of them that nobody recorded nor skipped. */
export const proposalsQuery = queryOptions(resource(proposalsSchema, `${RECURRING_EXPENSES}/proposals`));
