"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Package, Plus } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can } from "@/components/patterns/can";
import { Money, UnitCost } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { askProducts, productCategoriesQuery, productsQuery } from "@/entities/product/queries";
import type { Product } from "@/entities/product/schema";
import { productPath } from "@/entities/product/product-path";
import type { CsvColumn } from "@/lib/csv";
import { formatDate, formatQuantity } from "@/lib/format";
import { ivaLabel } from "@/lib/iva";
import { formatWithUnit, pluralUnit, typedDecimal } from "@/lib/units";
import { stockState, unusableWords } from "../words";
import { Expiry, StockBadge } from "./badges";

export const PRODUCT_CSV: CsvColumn<Product>[] = [
  { label: "Código", value: (row) => row.sku },
  { label: "Producto", value: (row) => row.name },
  { label: "Categoría", value: (row) => row.category },
  { label: "Unidad", value: (row) => row.unit },
  { label: "Existencia utilizable", value: (row) => typedDecimal(row.usable_quantity) },
  { label: "Vencido", value: (row) => typedDecimal(row.expired_quantity) },
  { label: "Retirado", value: (row) => typedDecimal(row.recalled_quantity) },
  { label: "Existencia total", value: (row) => typedDecimal(row.stock_quantity) },
  { label: "Mínimo", value: (row) => typedDecimal(row.minimum_stock) },
  { label: "Por reponer", value: (row) => (row.low_stock ? "Sí" : "No") },
  { label: "Próximo vencimiento", value: (row) => row.next_expiry },
  { label: "Vencimiento más antiguo", value: (row) => row.first_expiry },
  { label: "Costo promedio", value: (row) => typedDecimal(row.average_cost) },
  { label: "Precio de venta", value: (row) => typedDecimal(row.sale_price) },
  { label: "IVA", value: (row) => ivaLabel(row.iva_code) },
  { label: "Activo", value: (row) => (row.active ? "Sí" : "No") },
];

export const quantityColumn: ColumnDef<Product> = {
  id: "usable_quantity",
  header: "Existencia",
  meta: { sort: "usable_quantity", align: "right" },
  cell: ({ row: { original } }) => (
    <span className="whitespace-nowrap">
      <span className="font-medium">{formatQuantity(original.usable_quantity)}</span>
      <span className="text-muted-foreground">
        {" "}
        {Number(original.usable_quantity) === 1 ? original.unit : pluralUnit(original.unit)}
      </span>
      {unusableWords(original) && (
        <span className="block text-xs text-muted-foreground">{unusableWords(original)}</span>
      )}
    </span>
  ),
};
export const skuColumn: ColumnDef<Product> = {
  accessorKey: "sku",
  header: "Código",
  meta: { sort: "sku", drop: 3 },
  cell: ({ row }) => <span className="whitespace-nowrap font-mono text-xs">{row.original.sku}</span>,
};

const columns: ColumnDef<Product>[] = [
  { accessorKey: "name", header: "Producto", meta: { sort: "name", className: "min-w-44" } },
  skuColumn,
  { accessorKey: "category", header: "Categoría", meta: { drop: 4 } },
  quantityColumn,
  {
    accessorKey: "minimum_stock",
    header: "Mínimo",
    meta: { align: "right", drop: 2 },
    cell: ({ row: { original } }) =>
      Number(original.minimum_stock) === 0 ? "—" : formatQuantity(original.minimum_stock),
  },
  { id: "state", header: "Estado", cell: ({ row }) => <StockBadge product={row.original} /> },
  {
    id: "next_expiry",
    header: "Vence",
    meta: { drop: 5 },
    cell: ({ row }) => <Expiry day={row.original.next_expiry} />,
  },
  {
    id: "average_cost",
    header: "Costo",
    meta: { align: "right", label: "Costo promedio", drop: 1 },
    cell: ({ row }) => <UnitCost lined value={row.original.average_cost} dashZero />,
  },
  {
    id: "sale_price",
    header: "Precio",
    meta: { align: "right", drop: 6 },
    cell: ({ row }) => <Money value={row.original.sale_price} dashZero />,
  },
];

export function ProductsView({ onCreate }: { onCreate: () => void }) {
  const state = useListState({ filters: ["category", "low_stock", "expired", "active"], sort: "name" });
  const query = useQuery(productsQuery(state.params));
  const { data: categories = [] } = useQuery(productCategoriesQuery);

  return (
    <DataTable
      label="productos"
      columns={columns}
      query={query}
      state={state}
      rowId={(product) => product.id}
      rowHref={(product) => productPath(product.id)}
      rowClassName={(product) => (product.active ? undefined : "text-muted-foreground")}
      phone={(product) => ({
        title: product.name,
        badge: stockState(product) === "enough" ? undefined : <StockBadge product={product} />,
        detail: product.next_expiry ? `Vence ${formatDate(product.next_expiry)}` : product.sku,
        sum: formatWithUnit(product.usable_quantity, product.unit),
        balance: Number(product.minimum_stock) > 0 && `mínimo ${formatQuantity(product.minimum_stock)}`,
      })}
      empty={
        <EmptyState
          bare
          icon={Package}
          title="Aún no hay productos"
          action={
            <Can permission="products:write">
              <Button variant="outline" onClick={onCreate}>
                <Plus aria-hidden />
                Nuevo producto
              </Button>
            </Can>
          }
        >
          Registre lo que la clínica compra y usa: con eso las recetas tienen costo y las citas descuentan existencias.
        </EmptyState>
      }
      toolbar={{
        search: "Nombre o código",
        facets: [
          {
            name: "category",
            label: "Categoría",
            options: categories.map(({ name, count }) => ({ value: name, label: name, count })),
          },
          {
            name: "low_stock",
            label: "Existencias",
            options: [
              { value: "true", label: "Por reponer" },
              { value: "false", label: "Sobre el mínimo" },
            ],
          },
          {
            name: "expired",
            label: "Vencidos",
            options: [
              { value: "true", label: "Con existencias vencidas" },
              { value: "false", label: "Sin existencias vencidas" },
            ],
          },
          {
            name: "active",
            label: "Estado",
            options: [
              { value: "true", label: "Activos" },
              { value: "false", label: "Inactivos" },
            ],
          },
        ],
        actions: (
          <ExportButton
            name="productos"
            columns={PRODUCT_CSV}
            ask={(after, signal) => askProducts({ ...state.params, after, limit: 100 }, signal)}
          />
        ),
      }}
    />
  );
}
