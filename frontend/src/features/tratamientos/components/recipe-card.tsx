"use client";

import { FlaskConical } from "lucide-react";
import { useRef } from "react";
import { useFieldArray } from "react-hook-form";
import { AsyncCombobox } from "@/components/form/async-combobox";
import { FormShell } from "@/components/form/form-shell";
import { Money, UnitCost } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { productSearch } from "@/entities/product/queries";
import type { Product } from "@/entities/product/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { announce } from "@/lib/toast";
import { formatWithUnit } from "@/lib/units";
import type { useRecipeForm } from "../use-recipe-form";
import { RecipeRow, RECIPE_GRID } from "./recipe-row";

type RecipeCardProps = { recipe: ReturnType<typeof useRecipeForm>; name: string; editable: boolean };

/** How much of which product one treatment uses. Enter goes on to the next product; Ctrl + Enter saves. */
export function RecipeCard({ recipe: { form, save, isDirty, lines, cost, discard }, name, editable }: RecipeCardProps) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "items" });
  const picker = useRef<HTMLButtonElement>(null);
  const chosen = useRef(false);
  const formId = "recipe-form";
  const { isSubmitting } = form.formState;

  useHotkey("mod+enter", () => document.querySelector<HTMLFormElement>(`#${formId}`)?.requestSubmit(), {
    enabled: editable && isDirty,
  });

  function add(supply: Product) {
    const known = form.getValues("items").findIndex(({ product_id }) => product_id === supply.id);
    if (known === -1) {
      const { id, sku, name: product, unit, average_cost, usable_quantity } = supply;
      append(
        { product_id: id, sku, name: product, unit, unit_cost: average_cost, usable_quantity, quantity: "1" },
        { shouldFocus: false },
      );
    }
    const index = known === -1 ? fields.length : known;
    chosen.current = true;
    setTimeout(() => form.setFocus(`items.${index}.quantity`, { shouldSelect: true }));
  }

  return (
    <Card aria-label="Receta" className="overflow-hidden">
      <CardHeader className="pb-2.5">
        <CardTitle>Receta</CardTitle>
        {isDirty && (
          <CardAction>
            <Badge variant="warning">Sin guardar</Badge>
          </CardAction>
        )}
        <CardDescription>
          Lo que usa una vez este tratamiento. Se descuenta al terminar la cita, primero el lote que vence antes.
        </CardDescription>
      </CardHeader>
      <FormShell
        guarded
        id={formId}
        form={form}
        className="space-y-0 [&>[role=alert]]:mx-4 [&>[role=alert]]:mb-3"
        onSubmit={async (values) => {
          await save(values);
          announce(`Receta de ${name} guardada`);
        }}
      >
        {fields.length > 0 ? (
          <>
            <div
              aria-hidden
              className={`${RECIPE_GRID} hidden h-9 border-y border-border bg-muted/60 px-4 text-xs font-medium text-muted-foreground md:grid`}
            >
              <span>Insumo</span>
              <span className="text-right">Cantidad</span>
              <span>Unidad</span>
              <span className="text-right">Costo unitario</span>
              <span className="text-right">Costo</span>
              <span />
            </div>
            <ul aria-label="Insumos" className="divide-y divide-border border-t border-border md:border-t-0">
              {fields.map((field, index) => (
                <RecipeRow
                  key={field.id}
                  form={form}
                  index={index}
                  line={lines[index] ?? field}
                  editable={editable}
                  onRemove={() => {
                    remove(index);
                    picker.current?.focus();
                  }}
                  onNext={() => picker.current?.click()}
                />
              ))}
            </ul>
            <div className="flex items-center justify-between border-t border-border px-4 py-2.5 text-sm font-medium md:pr-16">
              <span>Costo de insumos</span>
              <output aria-label="Costo de insumos" aria-live="polite">
                <Money value={cost} strong />
              </output>
            </div>
          </>
        ) : (
          <EmptyState bare icon={FlaskConical} className="border-t border-border py-8" title="Sin receta">
            {editable
              ? "Agregue los insumos que usa: el costo y el margen se calculan al escribir."
              : "Este tratamiento no descuenta insumos."}
          </EmptyState>
        )}
        {editable && (
          <div className="flex flex-wrap items-center gap-2 border-t border-border p-3 max-md:[&>button]:flex-1">
            <AsyncCombobox<Product>
              ref={picker}
              className="min-w-52 flex-1 max-md:basis-full"
              aria-label="Agregar insumo"
              value={null}
              placeholder="Agregue un insumo"
              searchPlaceholder="Nombre o código"
              search={productSearch}
              itemKey={(supply) => supply.id}
              onSelect={add}
              onCloseAutoFocus={(event) => {
                if (chosen.current) event.preventDefault();
                chosen.current = false;
              }}
              renderItem={(supply) => (
                <>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">{supply.name}</span>
                    <span className="block text-xs text-muted-foreground">
                      <span className="font-mono">{supply.sku}</span> · hay{" "}
                      {formatWithUnit(supply.usable_quantity, supply.unit)}
                    </span>
                  </span>
                  <UnitCost lined value={supply.average_cost} />
                </>
              )}
            />
            <Button variant="outline" disabled={!isDirty || isSubmitting} onClick={discard}>
              Descartar
            </Button>
            <Button type="submit" disabled={!isDirty} loading={isSubmitting}>
              Guardar receta<Kbd inverse>Ctrl ↵</Kbd>
            </Button>
          </div>
        )}
      </FormShell>
    </Card>
  );
}
