"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ClipboardList, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { askTreatments, treatmentCategoriesQuery, treatmentsQuery } from "@/entities/treatment/queries";
import type { Treatment } from "@/entities/treatment/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import type { CsvColumn } from "@/lib/csv";
import { formatCount, formatDayMonth, formatDuration, formatMoney } from "@/lib/format";
import { ivaLabel } from "@/lib/iva";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { typedDecimal } from "@/lib/units";
import { treatmentPath } from "../costs";
import { MarginPercent } from "./margin";

const NewTreatmentSheet = lazy(() => import("./treatment-sheet").then((file) => file.NewTreatmentSheet));

const CSV: CsvColumn<Treatment>[] = [
  { label: "Código", value: (row) => row.code },
  { label: "Tratamiento", value: (row) => row.name },
  { label: "Categoría", value: (row) => row.category },
  { label: "Duración (min)", value: (row) => row.duration_minutes },
  { label: "Precio sin IVA", value: (row) => typedDecimal(row.price) },
  { label: "IVA", value: (row) => ivaLabel(row.iva_code) },
  { label: "Costo de insumos", value: (row) => typedDecimal(row.cost) },
  { label: "Margen", value: (row) => typedDecimal(row.margin) },
  { label: "Margen %", value: (row) => (row.margin_percent ? typedDecimal(row.margin_percent) : null) },
  { label: "Activo", value: (row) => (row.active ? "Sí" : "No") },
];

const columns: ColumnDef<Treatment>[] = [
  { accessorKey: "name", header: "Tratamiento", meta: { sort: "name", className: "min-w-52" } },
  {
    id: "code",
    header: "Código",
    meta: { sort: "code", drop: 2 },
    cell: ({ row }) => <span className="whitespace-nowrap font-mono text-xs">{row.original.code}</span>,
  },
  { accessorKey: "category", header: "Categoría", meta: { drop: 3 } },
  {
    id: "duration",
    header: "Duración",
    meta: { align: "right", drop: 6 },
    cell: ({ row }) => <span className="whitespace-nowrap">{formatDuration(row.original.duration_minutes)}</span>,
  },
  {
    id: "price",
    header: "Precio",
    meta: { sort: "price", align: "right" },
    cell: ({ row: { original } }) => (
      <>
        <Money value={original.price} strong />
        {original.next_price && original.next_price_from && (
          <span className="block whitespace-nowrap text-xs text-muted-foreground">
            {formatMoney(original.next_price)} desde {formatDayMonth(original.next_price_from)}
          </span>
        )}
      </>
    ),
  },
  {
    id: "iva",
    header: "IVA",
    meta: { align: "right", drop: 1 },
    cell: ({ row }) => (
      <span className="whitespace-nowrap text-muted-foreground">{ivaLabel(row.original.iva_code)}</span>
    ),
  },
  {
    id: "cost",
    header: "Costo",
    meta: { align: "right", label: "Costo de insumos", drop: 4 },
    cell: ({ row }) => <Money value={row.original.cost} dashZero />,
  },
  {
    id: "margin",
    header: "Margen",
    meta: { align: "right", drop: 5 },
    cell: ({ row }) => <Money value={row.original.margin} />,
  },
  {
    id: "percent",
    header: "Margen %",
    meta: { align: "right" },
    cell: ({ row }) => <MarginPercent value={row.original.margin_percent} />,
  },
  {
    id: "active",
    header: "Estado",
    cell: ({ row }) =>
      row.original.active ? <span className="text-muted-foreground">Activo</span> : <StateBadge state="inactive" />,
  },
];

export function TreatmentsPage() {
  return (
    <RequirePermission permission="treatments:read" what="los tratamientos">
      <Treatments />
    </RequirePermission>
  );
}

function Treatments() {
  const url = useUrlState();
  const router = useRouter();
  const created = useRef<number | null>(null);
  const state = useListState({ filters: ["category", "active"], sort: "name" });
  const query = useQuery(treatmentsQuery(state.params));
  const { data: categories = [] } = useQuery(treatmentCategoriesQuery);
  const total = query.data?.total;
  const canWrite = useCan("treatments:write");
  const create = () => url.set({ nuevo: "1" });
  useHotkey("n", create, { enabled: canWrite });

  // What was just created goes on to its recipe; one change of address, not two.
  function onOpenChange(open: boolean) {
    if (!open && created.current !== null) router.push(treatmentPath(created.current));
    else url.set({ nuevo: open ? "1" : null });
  }

  return (
    <PageBody>
      <PageHeader
        title="Tratamientos"
        subtitle={
          total === undefined
            ? undefined
            : `${formatCount(total, "tratamiento", "tratamientos")}${state.active ? " con estos filtros" : ""}. El costo sale de los lotes en uso.`
        }
        actions={
          <Can permission="treatments:write">
            <Button onClick={create}>
              <Plus aria-hidden />
              Nuevo tratamiento<Kbd inverse>N</Kbd>
            </Button>
          </Can>
        }
      />
      <DataTable
        label="tratamientos"
        columns={columns}
        query={query}
        state={state}
        rowId={(treatment) => treatment.id}
        rowHref={(treatment) => treatmentPath(treatment.id)}
        rowClassName={(treatment) => (treatment.active ? undefined : "text-muted-foreground")}
        phone={(treatment) => ({
          title: treatment.name,
          badge: treatment.active ? undefined : <StateBadge state="inactive" />,
          detail: `${formatDuration(treatment.duration_minutes)} · ${treatment.category}`,
          sum: <Money value={treatment.price} strong />,
          balance: `margen ${formatMoney(treatment.margin)}`,
        })}
        empty={
          <EmptyState
            bare
            icon={ClipboardList}
            title="Aún no hay tratamientos"
            action={
              <Can permission="treatments:write">
                <Button variant="outline" onClick={create}>
                  <Plus aria-hidden />
                  Nuevo tratamiento
                </Button>
              </Can>
            }
          >
            Con ellos se agendan citas y se facturan; su receta descuenta los insumos.
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
              name="tratamientos"
              columns={CSV}
              ask={(after, signal) => askTreatments({ ...state.params, after, limit: 100 }, signal)}
            />
          ),
        }}
      />
      {canWrite && (
        <NewTreatmentSheet
          open={url.get("nuevo") === "1"}
          onOpenChange={onOpenChange}
          onCreated={(id) => {
            created.current = id;
          }}
        />
      )}
    </PageBody>
  );
}
