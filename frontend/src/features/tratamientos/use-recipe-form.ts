"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useWatch } from "react-hook-form";
import { useFormDraft } from "@/components/form/use-form-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { recipeQuery } from "@/entities/treatment/queries";
import type { Recipe } from "@/entities/treatment/schema";
import { useVersion } from "@/hooks/use-version";
import { typedDecimal } from "@/lib/units";
import { useReplaceRecipe } from "./api";
import { recipeCost } from "./costs";
import { recipeForm, type RecipeInput } from "./forms";

const inputOf = ({ items }: Recipe): RecipeInput => ({
  items: items.map(({ product_id, sku, name, unit, unit_cost, usable_quantity, quantity }) => ({
    product_id,
    sku,
    name,
    unit,
    unit_cost,
    usable_quantity,
    quantity: typedDecimal(quantity),
  })),
});
const keyOf = ({ items }: Recipe) => items.map(({ product_id, quantity }) => `${product_id}×${quantity}`).join();

/** The recipe being edited, with its cost as it is typed. */
export function useRecipeForm(id: number, recipe: Recipe) {
  const client = useQueryClient();
  const replace = useReplaceRecipe();
  const { over, base } = useVersion(recipe, () => client.fetchQuery({ ...recipeQuery(id), staleTime: 0 }));
  const form = useZodForm(recipeForm, { defaultValues: inputOf(recipe) });
  const { isDirty } = form.formState;
  const lines = useWatch({ control: form.control, name: "items" });
  // What the server says replaces only what nobody is typing. A new version with the same lines
  // (another price, another cost) does not stand in the way of saving what was typed.
  useEffect(() => {
    if (recipe === base.current) return;
    if (!isDirty) form.reset(inputOf(recipe));
    if (!isDirty || keyOf(recipe) === keyOf(base.current)) base.current = recipe;
  }, [recipe, isDirty, form, base]);

  // Declared after the effect above, which must have seen the recipe first.
  const kept = useFormDraft(form, {
    key: `recipe:${id}`,
    version: base.current.version,
    onRestore: (version) => {
      if (version !== null && version !== recipe.version) base.current = { ...recipe, version, items: [] };
    },
  });

  async function save({ items }: { items: { product_id: number; quantity: string }[] }) {
    const sent = items.map(({ product_id, quantity }) => ({ product_id, quantity }));
    const saved = await over((version) => replace.mutateAsync({ id, version, items: sent }));
    base.current = saved;
    form.reset(inputOf(saved));
    kept.forget();
  }

  return {
    form,
    save,
    isDirty,
    lines,
    cost: isDirty ? recipeCost(lines) : recipe.cost,
    discard: () => form.reset(inputOf(recipe)),
  };
}
