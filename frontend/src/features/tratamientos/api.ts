import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed as schedulesChanged } from "@/entities/schedule/changed";
import { treatmentRuleSchema, type TreatmentRule } from "@/entities/schedule/needs";
import { changed, recipeChanged } from "@/entities/treatment/changed";
import { recipeSchema, treatmentSchema, type Treatment } from "@/entities/treatment/schema";
import { api } from "@/lib/api";
import type { PriceValues, TreatmentValues } from "./forms";

export function useCreateTreatment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: TreatmentValues) => api(treatmentSchema, "/inventario/treatments", { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}

type TreatmentChange = { id: number; version: number; changes: Partial<TreatmentValues> & { active?: boolean } };

export function useChangeTreatment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, changes }: TreatmentChange) =>
      api(treatmentSchema, `/inventario/treatments/${id}`, { method: "PATCH", body: changes, version }),
    onSuccess: (treatment) => changed(client, treatment),
  });
}

/** What it needs of the agenda from now on. */
export function useSaveRule(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: Omit<TreatmentRule, "treatment_id">) =>
      api(treatmentRuleSchema, `/citas/treatment-rules/${id}`, { method: "PUT", body, version }),
    onSettled: () => schedulesChanged(client),
  });
}

/** Announces a price from a later day on, or withdraws one whose day has not come. */
export function usePrices(id: number) {
  const client = useQueryClient();
  const path = `/inventario/treatments/${id}/prices`;
  const onSuccess = (treatment: Treatment) => changed(client, treatment);
  const announce = useMutation({
    mutationFn: (body: PriceValues) => api(treatmentSchema, path, { method: "POST", body }),
    onSuccess,
  });
  const withdraw = useMutation({
    mutationFn: (price: number) => api(treatmentSchema, `${path}/${price}/withdraw`, { method: "POST" }),
    onSuccess,
  });
  return { announce, withdraw };
}

type NewRecipe = { id: number; version: number; items: { product_id: number; quantity: string }[] };

export function useReplaceRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, items }: NewRecipe) =>
      api(recipeSchema, `/inventario/treatments/${id}/recipe`, { method: "PUT", body: { items }, version }),
    onSuccess: (recipe) => recipeChanged(client, recipe),
  });
}
