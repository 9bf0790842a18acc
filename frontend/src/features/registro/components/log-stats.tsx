"use client";

import { useQuery } from "@tanstack/react-query";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { ErrorState } from "@/components/patterns/state-panel";
import { statsQuery, type Period } from "@/entities/log/queries";
import { formatQuantity } from "@/lib/format";
import { countOf, levelCount } from "../words";

/** What the period holds, whatever the other filters let through. */
export function LogStats({ period }: { period: Period }) {
  const { data: stats, error, refetch } = useQuery(statsQuery(period));
  if (error && !stats)
    return <ErrorState error={error} what="el resumen del registro" onRetry={() => void refetch()} className="py-6" />;
  if (!stats) return <KpiSkeleton />;
  const problems = levelCount(stats, "WARNING") + levelCount(stats, "ERROR");
  return (
    <KpiStrip
      label="Resumen del período"
      items={[
        {
          label: "Entradas",
          value: formatQuantity(stats.total),
          trend: stats.by_day.slice(-14).map(({ count }) => count),
        },
        { label: "Fichas consultadas", value: formatQuantity(countOf(stats, "record.viewed")) },
        {
          label: "Ingresos fallidos",
          value: formatQuantity(countOf(stats, "user.login_failed")),
          unit: `de ${formatQuantity(countOf(stats, "user.login_failed", "user.logged_in"))}`,
        },
        { label: "Advertencias y errores", value: formatQuantity(problems) },
      ]}
    />
  );
}
