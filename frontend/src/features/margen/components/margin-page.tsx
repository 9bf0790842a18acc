"use client";

import { useQuery } from "@tanstack/react-query";
import { Printer, Scale } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useListState } from "@/components/data-table/use-list-state";
import { ExportMenu } from "@/components/patterns/export-menu";
import { KpiSkeleton } from "@/components/patterns/kpi-strip";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { marginQuery, sheetHref, VISITS } from "@/entities/report/queries";
import type { Margin } from "@/entities/report/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { download, toCsv } from "@/lib/csv";
import { formatDateRange, formatMonth, formatQuantity } from "@/lib/format";
import { cn } from "@/lib/utils";
import { marginCsv } from "../csv";
import { noticed, VIEWS } from "../words";
import { BarLegend } from "./margin-bar";
import { MarginKpis } from "./margin-kpis";
import { MarginTable } from "./margin-table";
import { MonthStepper, useMonth } from "@/components/patterns/month-stepper";
import { ReceivablesCard } from "@/entities/report/receivables-card";
import { ResultsCard } from "./results-card";
import { SharingDialog } from "./sharing-dialog";

export function MarginPage() {
  return (
    <RequirePermission permission="reports:read" what="los márgenes">
      <PageBody>
        <Margins />
      </PageBody>
    </RequirePermission>
  );
}

function Margins() {
  const url = useUrlState();
  const month = useMonth();
  const view = VIEWS.find(({ key }) => key === url.get("por")) ?? VIEWS[0];
  const list = useListState({ limit: VISITS });
  const query = useQuery(marginQuery(month, view.by, list.after));
  const margin = query.data;
  const first = (list.page - 1) * VISITS + 1;
  // What is kept on screen while the next month comes is not this month's.
  const stale = margin !== undefined && query.isPlaceholderData;
  const opened = stale ? null : url.get("fila");

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Panel", href: "/panel/" }, { label: "Margen" }]}
        title="Margen"
        subtitle={margin && !stale ? `${formatDateRange(margin.from, margin.to)}. ${noticed(margin, view)}` : undefined}
        actions={
          <>
            <MonthStepper month={month} onChange={(mes) => (list.toFirst(), url.set({ mes, fila: null }))} />
            <Button variant="outline" size="sm" asChild>
              <Link href="/panel/ventas/">Ventas</Link>
            </Button>
            <Button variant="outline" size="sm" asChild>
              <Link href={`/panel/iva/?mes=${month}`}>Libros de IVA</Link>
            </Button>
            <SharingDialog />
            <Button variant="outline" size="sm" className="hidden md:inline-flex" onClick={() => window.print()}>
              <Printer aria-hidden />
              Imprimir
            </Button>
          </>
        }
      />
      {query.isPending ? (
        <>
          <KpiSkeleton />
          {/* As long as a table of some twenty treatments: what stands below it would be drawn, and jump. */}
          <Skeleton className="h-[60rem] w-full rounded-xl" />
        </>
      ) : !margin ? (
        <ErrorState error={query.error} what="el margen" onRetry={() => void query.refetch()} />
      ) : (
        <div className={cn("space-y-4", stale && "opacity-60")} aria-busy={stale}>
          <MarginKpis margin={margin} />
          <Card aria-label="Margen" className="overflow-hidden">
            <CardHeader className="pb-3">
              <CardTitle className="sr-only">{view.label}</CardTitle>
              <ToggleGroup
                type="single"
                value={view.key}
                onValueChange={(por) => por && (list.toFirst(), url.set({ por, fila: null }))}
                aria-label="De qué es el margen"
              >
                {VIEWS.map(({ key, label }) => (
                  <ToggleGroupItem key={key} value={key}>
                    {label}
                  </ToggleGroupItem>
                ))}
              </ToggleGroup>
              <CardAction className="max-md:ml-0">
                <BarLegend />
                <ExportMenu
                  // A page of visits is no report: the workbook has them all.
                  onCsv={margin.count > margin.rows.length ? undefined : () => exportCsv(margin, view)}
                  xlsx={sheetHref("margin", { by: view.by, month: margin.month })}
                />
              </CardAction>
            </CardHeader>
            {margin.rows.length === 0 && Number(margin.total.margin) === 0 ? (
              <EmptyState
                bare
                icon={Scale}
                title={`Nada facturado ni gastado en ${formatMonth(margin.month).toLowerCase()}`}
              >
                Cada cita atendida y cada factura emitida del mes aparecen aquí con lo que costaron.
              </EmptyState>
            ) : (
              <MarginTable
                margin={margin}
                view={view}
                opened={opened}
                onOpen={(key) => url.set({ fila: key === opened ? null : key })}
              />
            )}
            {margin.count > margin.rows.length && (
              <footer className="flex border-t border-border px-4 py-2">
                <Pagination
                  className="ml-auto"
                  label={`${formatQuantity(first)}–${formatQuantity(first + margin.rows.length - 1)} de ${formatQuantity(margin.count)}`}
                  onFirst={list.page > 2 ? list.toFirst : undefined}
                  onPrevious={list.canGoBack ? list.toPrevious : undefined}
                  onNext={margin.next ? () => list.toNext(margin.next!) : undefined}
                />
              </footer>
            )}
          </Card>
        </div>
      )}
      <ResultsCard year={Number(month.slice(0, 4))} />
      <ReceivablesCard />
    </>
  );
}

const exportCsv = (margin: Margin, view: (typeof VIEWS)[number]) => {
  const { columns, rows } = marginCsv(margin, view);
  download(`margen-${view.key}-${margin.month}.csv`, toCsv(columns, rows));
};
