import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, recipeChanged } from "@/entities/treatment/changed";
import { recipeSchema, treatmentSchema } from "@/entities/treatment/schema";
import { api } from "@/lib/api";
import type { TreatmentValues } from "./forms";

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

type NewRecipe = { id: number; version: number; items: { product_id: number; quantity: string }[] };

export function useReplaceRecipe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, items }: NewRecipe) =>
      api(recipeSchema, `/inventario/treatments/${id}/recipe`, { method: "PUT", body: { items }, version }),
    onSuccess: (recipe) => recipeChanged(client, recipe),
  });
}
