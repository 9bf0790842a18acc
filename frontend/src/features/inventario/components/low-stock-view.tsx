"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { CircleCheck, PackagePlus } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { UnitCost } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { askLowStock, productCategoriesQuery, lowStockQuery } from "@/entities/product/queries";
import type { Product } from "@/entities/product/schema";
import { productPath } from "@/entities/product/product-path";
import { compare } from "@/lib/decimal";
import { formatQuantity } from "@/lib/format";
import { useCan } from "@/lib/session";
import { formatWithUnit, typedDecimal } from "@/lib/units";
import { toMinimum } from "../words";
import { StockBadge } from "./badges";
import { PRODUCT_CSV, quantityColumn, skuColumn } from "./products-view";

const columnsFor = (onPurchase: ((product: Product) => void) | null): ColumnDef<Product>[] => [
  { accessorKey: "name", header: "Producto", meta: { sort: "name", className: "min-w-44" } },
  skuColumn,
  { accessorKey: "category", header: "Categoría", meta: { drop: 2 } },
  quantityColumn,
  {
    id: "minimum",
    header: "Mínimo",
    meta: { align: "right" },
    cell: ({ row: { original } }) => formatQuantity(original.minimum_stock),
  },
  {
    id: "missing",
    header: "Faltan",
    meta: { align: "right", label: "Faltan para el mínimo" },
    cell: ({ row: { original } }) => <span className="font-semibold">{formatQuantity(toMinimum(original))}</span>,
  },
  { id: "state", header: "Estado", cell: ({ row }) => <StockBadge product={row.original} /> },
  {
    id: "average_cost",
    header: "Costo promedio",
    meta: { align: "right", drop: 1 },
    cell: ({ row }) => <UnitCost lined value={row.original.average_cost} dashZero />,
  },
  ...(onPurchase
    ? [
        {
          id: "purchase",
          header: () => <span className="sr-only">Acciones</span>,
          meta: { align: "right" as const },
          cell: ({ row }) => (
            <Button
              variant="outline"
              size="xs"
              aria-label={`Comprar ${row.original.name}`}
              onClick={() => onPurchase(row.original)}
            >
              <PackagePlus aria-hidden />
              Comprar
            </Button>
          ),
        } satisfies ColumnDef<Product>,
      ]
    : []),
];

const CSV = [...PRODUCT_CSV, { label: "Faltan para el mínimo", value: (row: Product) => typedDecimal(toMinimum(row)) }];

/** The shopping list: what is at its minimum or below. */
export function LowStockView({ onPurchase }: { onPurchase: (product: Product) => void }) {
  const state = useListState({ filters: ["category"], sort: "name" });
  const params = useMemo(() => ({ ...state.params, active: true }), [state.params]);
  const query = useQuery(lowStockQuery(params));
  const { data: categories = [] } = useQuery(productCategoriesQuery);
  const canMove = useCan("stock:write");
  const columns = useMemo(() => columnsFor(canMove ? onPurchase : null), [canMove, onPurchase]);

  return (
    <DataTable
      label="productos por reponer"
      columns={columns}
      query={query}
      state={state}
      rowId={(product) => product.id}
      rowHref={(product) => productPath(product.id)}
      phone={(product) => ({
        title: product.name,
        badge: <StockBadge product={product} />,
        detail: product.sku,
        sum: formatWithUnit(product.usable_quantity, product.unit),
        balance: compare(toMinimum(product), 0) > 0 ? `faltan ${formatQuantity(toMinimum(product))}` : "en su mínimo",
      })}
      empty={
        <EmptyState bare icon={CircleCheck} title="Nada por reponer">
          Todo producto que tiene un mínimo está por encima de él.
        </EmptyState>
      }
      toolbar={{
        search: "Nombre o código",
        facets: [
          {
            name: "category",
            label: "Categoría",
            options: categories.map(({ name }) => ({ value: name, label: name })),
          },
        ],
        actions: (
          <ExportButton
            name="por-reponer"
            columns={CSV}
            ask={(after, signal) => askLowStock({ ...params, after, limit: 100 }, signal)}
          />
        ),
      }}
    />
  );
}
