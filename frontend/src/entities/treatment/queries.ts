import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { TREATMENTS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { categorySchema, priceSchema, recipeSchema, stockCheckSchema, treatmentSchema } from "./schema";

const page = pageOf(treatmentSchema);

/** One page of the list, for its export. */
export const askTreatments = (query: ApiOptions["query"], signal?: AbortSignal) =>
  api(page, TREATMENTS, { query, signal });

export const treatmentsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, TREATMENTS, params), placeholderData: keepPreviousData });

export const treatmentSearch = (text: string) =>
  queryOptions({
    ...resource(page, TREATMENTS, { search: text, active: true, sort: "name", limit: 20 }),
    select: (rows) => rows.data,
  });

export const treatmentCategoriesQuery = queryOptions(resource(listOf(categorySchema), `${TREATMENTS}/categories`));

export const treatmentQuery = (id: number) => queryOptions(resource(treatmentSchema, `${TREATMENTS}/${id}`));

export const recipeQuery = (id: number) => queryOptions(resource(recipeSchema, `${TREATMENTS}/${id}/recipe`));

export const pricesQuery = (id: number) => queryOptions(resource(listOf(priceSchema), `${TREATMENTS}/${id}/prices`));

export const checkStockQuery = (id: number, quantity: string) =>
  queryOptions({
    ...resource(stockCheckSchema, `${TREATMENTS}/${id}/check-stock`, { quantity }),
    placeholderData: keepPreviousData,
  });

export const treatmentHits = (text: string, limit: number) =>
  queryOptions({ ...resource(page, TREATMENTS, { search: text, sort: "name", limit }), select: (rows) => rows.data });
