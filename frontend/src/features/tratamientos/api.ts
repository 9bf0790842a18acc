import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import {
  categorySchema,
  recipeSchema,
  stockCheckSchema,
  suppliesSchema,
  treatmentSchema,
  type Recipe,
  type Treatment,
  type TreatmentValues,
} from "./schemas";

export const askTreatments = (query: ApiOptions["query"], signal?: AbortSignal) =>
  api(pageOf(treatmentSchema), "/inventario/treatments", { query, signal });

export const treatmentsQuery = (params: ListState["params"]) =>
  queryOptions({
    queryKey: ["treatments", "list", params],
    queryFn: ({ signal }) => askTreatments(params, signal),
    placeholderData: keepPreviousData,
  });

export const categoriesQuery = queryOptions({
  queryKey: ["treatments", "categories"],
  queryFn: ({ signal }) => api(listOf(categorySchema), "/inventario/treatments/categories", { signal }),
});

export const treatmentQuery = (id: number) =>
  queryOptions({
    queryKey: ["treatments", "one", id],
    queryFn: ({ signal }) => api(treatmentSchema, `/inventario/treatments/${id}`, { signal }),
  });

export const recipeQuery = (id: number) =>
  queryOptions({
    queryKey: ["treatments", "recipe", id],
    queryFn: ({ signal }) => api(recipeSchema, `/inventario/treatments/${id}/recipe`, { signal }),
  });

export const checkStockQuery = (id: number, quantity: string) =>
  queryOptions({
    queryKey: ["treatments", "check-stock", id, quantity],
    queryFn: ({ signal }) =>
      api(stockCheckSchema, `/inventario/treatments/${id}/check-stock`, { query: { quantity }, signal }),
    placeholderData: keepPreviousData,
  });

/** Products to put in a recipe, with their cost. */
export const supplySearch = (text: string) =>
  queryOptions({
    queryKey: ["products", "supplies", text],
    queryFn: ({ signal }) =>
      api(pageOf(suppliesSchema), "/inventario/products", {
        query: { search: text, active: true, sort: "name", limit: 20 },
        signal,
      }),
    select: (page) => page.data,
  });

export function useCreateTreatment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TreatmentValues) => api(treatmentSchema, "/inventario/treatments", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["treatments"] }),
  });
}

type TreatmentChange = { id: number; version: number; changes: Partial<TreatmentValues> & { active?: boolean } };

export function useChangeTreatment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, changes }: TreatmentChange) =>
      api(treatmentSchema, `/inventario/treatments/${id}`, { method: "PATCH", body: changes, version }),
    onSuccess: (treatment: Treatment) => {
      client.setQueryData(treatmentQuery(treatment.id).queryKey, treatment);
      return client.invalidateQueries({ queryKey: ["treatments"] });
    },
  });
}

type NewRecipe = { id: number; version: number; items: { product_id: number; quantity: string }[] };

export function useReplaceRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, items }: NewRecipe) =>
      api(recipeSchema, `/inventario/treatments/${id}/recipe`, { method: "PUT", body: { items }, version }),
    onSuccess: (recipe: Recipe) => {
      client.setQueryData(recipeQuery(recipe.treatment_id).queryKey, recipe);
      return client.invalidateQueries({ queryKey: ["treatments"] });
    },
  });
}
