"use client";

import { useQuery } from "@tanstack/react-query";
import { KpiSkeleton, KpiStrip, type Kpi } from "@/components/patterns/kpi-strip";
import { ErrorState } from "@/components/patterns/state-panel";
import { changeOf, sumParts } from "@/entities/report/compared";
import { reportQuery, statsQuery } from "@/entities/report/queries";
import type { Report } from "@/entities/report/schema";
import { useMedia } from "@/hooks/use-media";
import { today } from "@/lib/dates";
import { formatMonth } from "@/lib/format";
import { useCan } from "@/lib/session";
import { comparedSpans, expensesOf, invoicesOf } from "../figures";

/** The month so far, each figure against the same days of the month before. */
export function MonthKpis() {
  const { month, before, fortnight } = comparedSpans(today());
  const stats = useQuery(statsQuery);
  const then = useQuery(reportQuery(before.from, before.to));
  const days = useQuery(reportQuery(fortnight.from, fortnight.to));
  const seesInvoices = useCan("invoices:read");
  const seesExpenses = useCan("expenses:read");
  // A sum of five figures and its line do not both fit in a quarter of a small screen.
  const wide = useMedia("(min-width: 1280px)");

  if (stats.isPending) return <KpiSkeleton />;
  if (!stats.data)
    return <ErrorState error={stats.error} what="las cifras del mes" onRetry={() => void stats.refetch()} />;
  const now = stats.data.month;
  const name = formatMonth(month.from).split(" ")[0]!.toLowerCase();
  const trend = (key: "income" | "collected" | "expenses") =>
    (wide ? days.data?.by_day : undefined)?.map((day) => Number(day[key]));
  const change = (key: keyof typeof now, moreIsGood = true) =>
    changeOf({
      now: now[key],
      then: then.data?.[key as keyof Report] as string | undefined,
      against: before,
      moreIsGood,
    });
  const figure = (label: string, key: keyof typeof now, href: string | null, more: Partial<Kpi> = {}): Kpi => {
    return { label, ...sumParts(now[key]), opens: href ?? undefined, ...more };
  };

  return (
    <KpiStrip
      label={`Cifras de ${name}`}
      items={[
        figure(`Ingresos de ${name}`, "income", seesInvoices ? invoicesOf(month) : null, {
          change: change("income"),
          trend: trend("income"),
        }),
        figure("Cobrado", "collected", null, { change: change("collected"), trend: trend("collected") }),
        figure("Gastos", "expenses", seesExpenses ? expensesOf(month) : null, {
          change: change("expenses", false),
          trend: trend("expenses"),
        }),
        figure("Utilidad", "profit", null, { change: change("profit") }),
      ]}
    />
  );
}
