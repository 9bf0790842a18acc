"use client";

import { useQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { DateRangeFilter } from "@/components/data-table/date-range-filter";
import { RequirePermission } from "@/components/patterns/can";
import { ExportMenu } from "@/components/patterns/export-menu";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { sumParts } from "@/entities/report/compared";
import { salesQuery, sheetHref } from "@/entities/report/queries";
import type { Sales } from "@/entities/report/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { download, toCsv } from "@/lib/csv";
import { subtract } from "@/lib/decimal";
import { formatDateRange } from "@/lib/format";
import { cn } from "@/lib/utils";
import { salesCsv } from "../csv";
import { VIEWS, type View } from "../words";
import { SalesChart } from "./sales-chart";
import { SalesTable } from "./sales-table";

/** What was sold, charged and collected in some days, and the lines behind every figure. */
export function SalesPage() {
  return (
    <RequirePermission permission="reports:read" what="las ventas">
      <PageBody>
        <SalesReports />
      </PageBody>
    </RequirePermission>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function SalesReports() {
  const url = useUrlState();
  const view = VIEWS.find(({ key }) => key === url.get("por")) ?? VIEWS[0];
  const dayOf = (name: string) => {
    const value = url.get(name);
    return value && DAY.test(value) ? value : null;
  };
  const [from, to] = [dayOf("from"), dayOf("to")];
  const query = useQuery(salesQuery({ by: view.by, from, to }));
  // The money of the span is that of its days, whatever the view.
  const days = useQuery(salesQuery({ by: "month", from, to }));
  const sales = query.data;
  const stale = sales !== undefined && query.isPlaceholderData;

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Panel", href: "/panel/" }, { label: "Ventas" }]}
        title="Ventas"
        subtitle={sales && `${formatDateRange(sales.from, sales.to)}, sin lo anulado ni lo acreditado.`}
        actions={
          <>
            <DateRangeFilter
              from={from}
              to={to}
              label={from || to ? "Fecha" : "Este mes"}
              onChange={(range) => url.set({ ...range, fila: null })}
            />
            <Button variant="outline" size="sm" asChild>
              <Link href="/panel/margen/">Margen</Link>
            </Button>
          </>
        }
      />
      {days.data ? <SalesKpis sales={days.data} /> : days.isPending ? <KpiSkeleton /> : null}
      <Tabs value={view.key} onValueChange={(por) => url.set({ por, fila: null })}>
        <TabsList aria-label="De qué son las ventas">
          {VIEWS.map(({ key, label }) => (
            <TabsTrigger key={key} value={key}>
              {label}
            </TabsTrigger>
          ))}
        </TabsList>
        <TabsContent value={view.key}>
          {query.isPending ? (
            <Skeleton className="h-96 w-full rounded-xl" />
          ) : !sales ? (
            <Card>
              <ErrorState bare error={query.error} what="las ventas" onRetry={() => void query.refetch()} />
            </Card>
          ) : (
            // What is kept while another tab comes has the rows of the one before: it is drawn as that one.
            <SalesCard sales={sales} view={VIEWS.find(({ by }) => by === sales.by) ?? view} stale={stale} />
          )}
        </TabsContent>
      </Tabs>
    </>
  );
}

function SalesKpis({ sales: { total } }: { sales: Sales }) {
  const owed = subtract(total.charged, total.collected);
  return (
    <KpiStrip
      label="Cifras del período"
      items={[
        { label: "Vendido", ...sumParts(total.income), note: "sin IVA" },
        { label: "Facturado", ...sumParts(total.charged), note: "con IVA" },
        { label: "Cobrado", ...sumParts(total.collected), note: "por todos los medios" },
        {
          label: Number(owed) < 0 ? "Cobrado de más" : "Facturado sin cobrar",
          ...sumParts(owed.replace("-", "")),
          note: Number(owed) < 0 ? "de facturas de antes y anticipos" : "del mismo período",
        },
      ]}
    />
  );
}

function SalesCard({ sales, view, stale }: { sales: Sales; view: View; stale: boolean }) {
  const url = useUrlState();
  const opened = stale ? null : url.get("fila");
  const open = (key: string) => url.set({ fila: key === opened ? null : key });
  if (sales.rows.length === 0)
    return (
      <Card>
        <EmptyState bare icon={ChartNoAxesColumn} title={`Nada vendido: ${formatDateRange(sales.from, sales.to)}`}>
          Cada factura emitida y cada pago aparecen aquí. Elija otras fechas para ver lo de antes.
        </EmptyState>
      </Card>
    );
  return (
    <Card aria-label={view.label} aria-busy={stale} className={cn("overflow-hidden", stale && "opacity-60")}>
      <div className="flex items-center justify-between gap-3 px-4 pb-2 pt-3">
        <h2 className="text-lg font-semibold">{view.label}</h2>
        <ExportMenu
          onCsv={() => exportCsv(sales, view)}
          xlsx={sheetHref("sales", { by: view.by, from: sales.from, to: sales.to })}
        />
      </div>
      <div className="px-4">
        <SalesChart sales={sales} view={view} opened={opened} onOpen={open} />
      </div>
      <SalesTable sales={sales} view={view} opened={opened} onOpen={open} />
    </Card>
  );
}

const exportCsv = (sales: Sales, view: View) => {
  const { columns, rows } = salesCsv(sales, view);
  download(`ventas-${view.key}-${sales.from}-${sales.to}.csv`, toCsv(columns, rows));
};
