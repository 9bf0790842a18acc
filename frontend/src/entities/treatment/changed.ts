import type { QueryClient } from "@tanstack/react-query";
import { TREATMENTS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { treatmentQuery, recipeQuery } from "./queries";
import type { Treatment, Recipe } from "./schema";

/** A treatment was written. `treatment` is what the service answered: it is not read again. */
export function changed(client: QueryClient, treatment?: Treatment) {
  const known = treatment && treatmentQuery(treatment.id).queryKey;
  if (known) client.setQueryData(known, treatment);
  return invalidate(client, [TREATMENTS], known);
}

/** A recipe was replaced: costs and margins of its treatment follow. */
export function recipeChanged(client: QueryClient, recipe: Recipe) {
  const known = recipeQuery(recipe.treatment_id).queryKey;
  client.setQueryData(known, recipe);
  return invalidate(client, [TREATMENTS], known);
}
