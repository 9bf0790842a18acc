"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { CalendarClock } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { EmptyState } from "@/components/patterns/state-panel";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { askExpiring, productCategoriesQuery, expiringQuery } from "@/entities/product/queries";
import type { Product } from "@/entities/product/schema";
import { productPath } from "@/entities/product/product-path";
import { useUrlState } from "@/hooks/use-url-state";
import { addDays, today } from "@/lib/dates";
import { formatDate, formatQuantity } from "@/lib/format";
import { formatWithUnit } from "@/lib/units";
import { expiryWords } from "../words";
import { Expiry } from "./badges";
import { PRODUCT_CSV } from "./products-view";

const SPANS = ["30", "60", "90"];

const columns: ColumnDef<Product>[] = [
  { accessorKey: "name", header: "Producto", meta: { className: "min-w-44" } },
  {
    accessorKey: "sku",
    header: "Código",
    cell: ({ row }) => <span className="whitespace-nowrap font-mono text-xs">{row.original.sku}</span>,
    meta: { drop: 1 },
  },
  { accessorKey: "category", header: "Categoría", meta: { drop: 2 } },
  { id: "first_expiry", header: "Vencimiento", cell: ({ row }) => <Expiry day={row.original.first_expiry} /> },
  {
    id: "expired_quantity",
    header: "Vencido",
    meta: { align: "right" },
    cell: ({ row: { original } }) =>
      Number(original.expired_quantity) === 0 ? (
        <span className="text-muted-foreground">—</span>
      ) : (
        <span className="font-medium text-danger">{formatWithUnit(original.expired_quantity, original.unit)}</span>
      ),
  },
  {
    id: "usable_quantity",
    header: "Utilizable",
    meta: { align: "right" },
    cell: ({ row }) => formatWithUnit(row.original.usable_quantity, row.original.unit),
  },
];

/** Products with a lot that has expired or expires soon, the oldest first. */
export function ExpiringView() {
  const url = useUrlState();
  const asked = url.get("dias") ?? "";
  const days = SPANS.includes(asked) ? asked : "60";
  const state = useListState({ filters: ["category"] });
  const params = useMemo(
    () => ({ ...state.params, sort: undefined, active: true, by: addDays(today(), Number(days)) }),
    [state.params, days],
  );
  const query = useQuery(expiringQuery(params));
  const { data: categories = [] } = useQuery(productCategoriesQuery);

  return (
    <DataTable
      label="productos por vencer"
      columns={columns}
      query={query}
      state={state}
      rowId={(product) => product.id}
      rowHref={(product) => productPath(product.id)}
      phone={(product) => ({
        title: product.name,
        detail: `${formatDate(product.first_expiry!)}, ${expiryWords(product.first_expiry!)}`,
        sum: formatWithUnit(product.usable_quantity, product.unit),
        balance: Number(product.expired_quantity) > 0 && `${formatQuantity(product.expired_quantity)} vencidos`,
      })}
      empty={
        <EmptyState bare icon={CalendarClock} title={`Nada vence en ${days} días`}>
          Elija un plazo más largo para mirar más adelante. Lo ya vencido aparece aquí, antes que lo demás.
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
        filters: (
          <ToggleGroup
            type="single"
            aria-label="Plazo"
            value={days}
            onValueChange={(value) =>
              value && url.set({ dias: value === "60" ? null : value, after: null, page: null })
            }
          >
            {SPANS.map((span) => (
              <ToggleGroupItem key={span} value={span}>
                {span} días
              </ToggleGroupItem>
            ))}
          </ToggleGroup>
        ),
        actions: (
          <ExportButton
            name="por-vencer"
            columns={PRODUCT_CSV}
            ask={(after, signal) => askExpiring({ ...params, after, limit: 100 }, signal)}
          />
        ),
      }}
    />
  );
}
