"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { RequirePermission } from "@/components/patterns/can";
import { ExportMenu } from "@/components/patterns/export-menu";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { MonthStepper, useMonth } from "@/components/patterns/month-stepper";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { sumParts } from "@/entities/report/compared";
import { booksQuery, sheetHref } from "@/entities/report/queries";
import { useUrlState } from "@/hooks/use-url-state";
import { formatCount, formatDate, formatMonth } from "@/lib/format";
import { AccountantMenu } from "./accountant-menu";
import { BookCards } from "./iva-books";
import { IvaChart } from "./iva-chart";

/** What the accountant declares of a month: every document of sale and of purchase, with its IVA. */
export function IvaPage() {
  return (
    <RequirePermission permission="reports:read" what="los libros de IVA">
      <PageBody>
        <IvaBooks />
      </PageBody>
    </RequirePermission>
  );
}

function IvaBooks() {
  const url = useUrlState();
  const month = useMonth();
  const query = useQuery({ ...booksQuery({ month }), placeholderData: keepPreviousData });
  const books = query.data;
  const asked = url.get("dia");
  const day = books && asked?.startsWith(books.month) ? asked : null;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Panel", href: "/panel/" }, { label: "Libros de IVA" }]}
        title="Libros de IVA"
        subtitle={
          books &&
          `${formatCount(books.sales.total.count, "documento de venta", "documentos de venta")} y ${formatCount(books.purchases.total.count, "de compra", "de compra")} en ${formatMonth(books.month).toLowerCase()}.`
        }
        actions={
          <>
            <MonthStepper month={month} onChange={(mes) => url.set({ mes, dia: null })} />
            <AccountantMenu month={month} />
            <ExportMenu xlsx={sheetHref("iva", { month })} />
          </>
        }
      />
      {query.isPending ? (
        <>
          <KpiSkeleton count={3} />
          <Skeleton className="h-96 w-full rounded-xl" />
        </>
      ) : !books ? (
        <ErrorState error={query.error} what="los libros de IVA" onRetry={() => void query.refetch()} />
      ) : (
        <>
          <KpiStrip
            label="IVA del mes"
            items={[
              { label: "IVA de ventas", ...sumParts(books.sales.total.iva) },
              { label: "IVA de compras", ...sumParts(books.purchases.total.iva) },
              { label: "Diferencia", ...sumParts(books.balance), note: "de ventas menos de compras" },
            ]}
          />
          <IvaChart books={books} opened={day} onOpen={(dia) => url.set({ dia: dia === day ? null : dia })} />
          {day && (
            <p className="flex items-center gap-2 text-sm">
              Solo lo del {formatDate(day)}.
              <Button variant="outline" size="sm" onClick={() => url.set({ dia: null })}>
                Ver el mes
              </Button>
            </p>
          )}
          {day ? <DayBooks key={day} day={day} /> : <BookCards books={books} span={{ month: books.month }} />}
        </>
      )}
    </>
  );
}

/** As many documents as one day lists; a month lists its first ones. */
const OF_A_DAY = 1000;

function DayBooks({ day }: { day: string }) {
  const span = { day };
  const { data, error, isPending, refetch } = useQuery(booksQuery(span, OF_A_DAY));
  if (isPending) return <Skeleton className="h-96 w-full rounded-xl" />;
  if (!data) return <ErrorState error={error} what="los libros de ese día" onRetry={() => void refetch()} />;
  return <BookCards books={data} span={span} />;
}
