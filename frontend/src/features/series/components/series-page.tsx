"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ListOrdered, Plus } from "lucide-react";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { seriesQuery } from "@/entities/invoice/queries";
import type { Series } from "@/entities/invoice/schema";
import { codeOf, nextNumberOf } from "@/entities/invoice/words";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import type { CsvColumn } from "@/lib/csv";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";

const NewSeriesDialog = lazy(() => import("./series-dialogs").then((file) => file.NewSeriesDialog));
const EditSeriesDialog = lazy(() => import("./series-dialogs").then((file) => file.EditSeriesDialog));

const columns: ColumnDef<Series>[] = [
  {
    id: "code",
    header: "Serie",
    cell: ({ row }) => <span className="font-mono">{codeOf(row.original)}</span>,
    meta: { className: "whitespace-nowrap" },
  },
  { accessorKey: "name", header: "Nombre" },
  {
    id: "next",
    header: "Próxima factura",
    cell: ({ row }) => <NextNumber series={row.original} />,
    meta: { className: "whitespace-nowrap" },
  },
  { id: "state", header: "Estado", cell: ({ row }) => <SeriesState series={row.original} /> },
];

const CSV: CsvColumn<Series>[] = [
  { label: "Serie", value: codeOf },
  { label: "Nombre", value: ({ name }) => name },
  { label: "Próxima factura", value: nextNumberOf },
  { label: "Estado", value: ({ active }) => (active ? "En uso" : "Fuera de uso") },
];

/** Where invoice numbers come from: whoever may annul what was numbered answers for them. */
export function SeriesPage() {
  return (
    <RequirePermission permission="invoices:read" what="las series de facturas">
      <AllSeries />
    </RequirePermission>
  );
}

function AllSeries() {
  const url = useUrlState();
  const mayWrite = useCan("invoices:annul");
  const state = useListState();
  const query = useQuery({ ...seriesQuery, select: (data) => ({ data, next: null, total: data.length }) });
  const [edited, setEdited] = useState<Series | null>(null);
  const create = () => url.set({ nuevo: 1 });
  useHotkey("n", create, { enabled: mayWrite });
  const all = query.data?.data ?? [];
  const inUse = all.filter(({ active }) => active).length;

  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Facturación", href: "/facturacion/" }, { label: "Series" }]}
        title="Series de facturas"
        subtitle={
          query.data &&
          (inUse === 0
            ? "Ninguna en uso: así no se puede emitir facturas."
            : `${formatCount(inUse, "serie", "series")} en uso. Cada una numera las facturas de un establecimiento y su punto de emisión.`)
        }
        actions={
          <Can permission="invoices:annul">
            <Button onClick={create}>
              <Plus aria-hidden />
              Nueva serie<Kbd inverse>N</Kbd>
            </Button>
          </Can>
        }
      />
      <DataTable
        label="series"
        columns={columns}
        query={query}
        state={state}
        rowId={(series) => series.id}
        onOpen={mayWrite ? setEdited : undefined}
        rowClassName={({ active }) => (active ? undefined : "text-muted-foreground")}
        phone={(series) => ({
          title: `${codeOf(series)} · ${series.name}`,
          badge: <SeriesState series={series} />,
          detail: <NextNumber series={series} />,
        })}
        toolbar={{
          actions: <ExportButton name="series" columns={CSV} ask={async () => ({ data: all, next: null })} />,
        }}
        empty={
          <EmptyState bare icon={ListOrdered} title="Aún no hay series">
            Sin una serie no se puede numerar ni emitir facturas.
          </EmptyState>
        }
      />
      {mayWrite && url.get("nuevo") === "1" && <NewSeriesDialog onClose={() => url.set({ nuevo: null })} />}
      {edited && (
        <EditSeriesDialog series={edited} onlyOne={inUse === 1 && edited.active} onClose={() => setEdited(null)} />
      )}
    </PageBody>
  );
}

function NextNumber({ series }: { series: Series }) {
  const number = nextNumberOf(series);
  return number ? <span className="font-mono">{number}</span> : "Sin números: use otra serie";
}

const SeriesState = ({ series: { active } }: { series: Series }) => (
  <StateBadge state={active ? "active" : "inactive"} label={active ? "En uso" : "Fuera de uso"} />
);
