"use client";

import { Can } from "@/components/patterns/can";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { Recipe, Treatment } from "@/entities/treatment/schema";
import { lazy } from "@/lib/lazy";
import { useRecipeForm } from "../use-recipe-form";
import { CheckStockCard } from "./check-stock-card";
import { MarginStrip } from "./margin";
import { PricesCard } from "./prices-card";
import { RecipeCard } from "./recipe-card";

const AgendaCard = lazy(
  () => import("./agenda-card").then((file) => file.AgendaCard),
  <Skeleton className="h-24 w-full rounded-xl" />,
);

/** What a treatment uses, what that costs, and what is left of its price. */
export function RecipeSection({
  treatment,
  recipe,
  editable,
}: {
  treatment: Treatment;
  recipe: Recipe;
  editable: boolean;
}) {
  const form = useRecipeForm(treatment.id, recipe);
  return (
    <>
      <MarginStrip treatment={treatment} cost={form.cost} editing={form.isDirty} />
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]">
        <RecipeCard recipe={form} name={treatment.name} editable={editable} />
        <div className="grid gap-4 md:max-xl:grid-cols-2">
          <PricesCard treatment={treatment} editable={editable} />
          <Can permission="appointments:read">
            <AgendaCard treatment={treatment} />
          </Can>
          <CheckStockCard id={treatment.id} unsaved={form.isDirty} />
          {treatment.description && (
            <Card>
              <CardHeader>
                <CardTitle>Descripción</CardTitle>
              </CardHeader>
              <CardContent className="whitespace-pre-line pt-2 text-sm">{treatment.description}</CardContent>
            </Card>
          )}
        </div>
      </div>
    </>
  );
}
