"use client";

import { Trash2, TriangleAlert } from "lucide-react";
import { Money, UnitCost } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Hint } from "@/components/ui/tooltip";
import { compare, parseDecimal } from "@/lib/decimal";
import { formatQuantity } from "@/lib/format";
import { formatWithUnit, pluralUnit } from "@/lib/units";
import { cn } from "@/lib/utils";
import { lineCost } from "../costs";
import type { RecipeLine } from "../forms";
import type { useRecipeForm } from "../use-recipe-form";

export const RECIPE_GRID = "md:grid-cols-[minmax(0,1fr)_96px_88px_104px_88px_36px] md:items-center md:gap-x-3";

type RecipeRowProps = {
  form: ReturnType<typeof useRecipeForm>["form"];
  index: number;
  line: RecipeLine;
  editable: boolean;
  onRemove: () => void;
  onNext: () => void;
};

/** One product of the recipe. On a phone its figures stand under its name. */
export function RecipeRow({ form, index, line, editable, onRemove, onNext }: RecipeRowProps) {
  const errors = form.formState.errors.items?.[index];
  const error = errors?.quantity?.message ?? errors?.product_id?.message;
  const errorId = `recipe-error-${index}`;
  const cost = lineCost(line);
  const typed = parseDecimal(line.quantity);
  const short = typed !== null && compare(typed, line.usable_quantity) > 0;
  const unit = Number(typed) === 1 ? line.unit : pluralUnit(line.unit);

  return (
    <li
      className={cn(
        RECIPE_GRID,
        "grid px-4 py-2.5 max-md:grid-cols-[1fr_auto_44px] max-md:items-center max-md:gap-x-3 max-md:gap-y-2 md:min-h-14 md:py-2",
      )}
    >
      <div className="min-w-0 max-md:col-span-2">
        <p className="truncate text-sm font-medium" title={line.name}>
          {line.name}
        </p>
        <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted-foreground">
          <span className="font-mono">{line.sku}</span>
          {short ? (
            <span className="inline-flex items-center gap-1 text-warning">
              <TriangleAlert className="size-3.5" aria-hidden />
              hay {formatWithUnit(line.usable_quantity, line.unit)}
            </span>
          ) : (
            <span className="before:mr-1.5 before:content-['·']">
              hay {formatWithUnit(line.usable_quantity, line.unit)}
            </span>
          )}
        </p>
      </div>
      <div className="max-md:order-2 max-md:flex max-md:items-center max-md:gap-2">
        {editable ? (
          <Input
            {...form.register(`items.${index}.quantity`)}
            aria-label={`Cantidad de ${line.name}`}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? errorId : undefined}
            inputMode="decimal"
            autoComplete="off"
            className="text-right tabular-nums max-md:w-24"
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
              event.preventDefault();
              onNext();
            }}
          />
        ) : (
          <p className="text-right text-sm tabular-nums">{typed === null ? "—" : formatQuantity(typed)}</p>
        )}
        <span className="text-sm text-muted-foreground md:hidden">{unit}</span>
      </div>
      <span className="truncate text-sm text-muted-foreground max-md:hidden">{unit}</span>
      <span className="text-right text-sm max-md:hidden">
        <UnitCost lined value={line.unit_cost} />
      </span>
      <span className="text-right text-sm max-md:order-3 max-md:col-span-2">
        {cost === null ? <span className="text-muted-foreground">—</span> : <Money value={cost} strong />}
      </span>
      {editable ? (
        <Hint text="Quitar de la receta">
          <Button
            variant="ghost"
            size="icon-sm"
            className="text-muted-foreground max-md:order-1"
            aria-label={`Quitar ${line.name}`}
            onClick={onRemove}
          >
            <Trash2 aria-hidden />
          </Button>
        </Hint>
      ) : (
        <span className="max-md:order-1" />
      )}
      {error && (
        <p id={errorId} className="col-span-full mt-1 flex items-start gap-1 text-xs text-destructive max-md:order-4">
          <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          {error}
        </p>
      )}
    </li>
  );
}
