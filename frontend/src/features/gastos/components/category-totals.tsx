import { Pencil } from "lucide-react";
import { Money } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { ExpenseTotals } from "@/entities/expense/schema";
import { formatCount, formatPercent } from "@/lib/format";
import { cn } from "@/lib/utils";
import { sameCategory } from "../words";

type CategoryTotalsProps = {
  totals: ExpenseTotals | undefined;
  chosen: string | null;
  onChoose: (category: string | null) => void;
  /** Of the one that is chosen, by who may. */
  onRename: ((category: string) => void) | null;
};

/** Where the money went: each category opens its expenses. */
export function CategoryTotals({ totals, chosen, onChoose, onRename }: CategoryTotalsProps) {
  if (!totals) return <CategorySkeleton />;
  if (totals.by_category.length === 0) return null;
  const isChosen = (category: string) => chosen !== null && sameCategory(chosen, category);
  const most = Number(totals.by_category[0]!.total) || 1;
  const all = Number(totals.total) || 1;
  return (
    <Card aria-label="Por categoría">
      <CardHeader>
        <CardTitle>Por categoría</CardTitle>
        <CardAction>
          <Money value={totals.total} strong />
        </CardAction>
      </CardHeader>
      <ul className="grid grid-cols-1 gap-x-4 p-2 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-1">
        {totals.by_category.map(({ category, total, count }) => (
          <li key={category}>
            <button
              type="button"
              aria-pressed={isChosen(category)}
              onClick={() => onChoose(isChosen(category) ? null : category)}
              className={cn(
                "w-full rounded-md px-2 py-2 text-left hover:bg-accent hover:text-accent-foreground",
                isChosen(category) && "bg-accent text-accent-foreground",
              )}
            >
              <span className="flex items-baseline justify-between gap-3 text-sm">
                <span className="min-w-0 truncate font-medium">{category}</span>
                <Money value={total} />
              </span>
              <span aria-hidden className="mt-1.5 block h-1.5 overflow-hidden rounded-full bg-secondary">
                <span
                  className="block h-full rounded-full bg-chart-1"
                  style={{ width: `${Math.max((Number(total) / most) * 100, 1)}%` }}
                />
              </span>
              <span className="mt-1 block text-xs tabular-nums text-muted-foreground">
                {formatPercent((Number(total) / all) * 100)} · {formatCount(count, "gasto", "gastos")}
              </span>
            </button>
            {onRename && isChosen(category) && (
              <Button
                variant="ghost"
                size="xs"
                onClick={() => onRename(category)}
                aria-label={`Cambiar nombre de ${category}`}
                className="mt-1 text-muted-foreground"
              >
                <Pencil className="size-3.5" aria-hidden />
                Cambiar nombre
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const CategorySkeleton = () => (
  <Card role="status" aria-label="Cargando los totales" className="space-y-5 p-4">
    <Skeleton className="w-28" />
    {[0, 1, 2].map((row) => (
      <div key={row} className="space-y-2">
        <Skeleton className="w-3/4" />
        <Skeleton className="h-1.5 w-full" />
      </div>
    ))}
  </Card>
);
