"use client";

import { useQuery } from "@tanstack/react-query";
import { HandCoins, Stethoscope } from "lucide-react";
import { Money } from "@/components/patterns/money";
import { reportQuery, statsQuery } from "@/entities/report/queries";
import { today } from "@/lib/dates";
import { formatQuantity } from "@/lib/format";
import { comparedSpans } from "../figures";
import { ListCard } from "./list-card";

const METHOD: Record<string, string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Tarjeta de débito",
  CARD_CREDIT: "Tarjeta de crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otro medio",
};

function useMonth() {
  const { month } = comparedSpans(today());
  return useQuery(reportQuery(month.from, month.to));
}

/** A sum with a bar that tells its part of the largest. */
function BarRow({ label, detail, value, most }: { label: string; detail?: string; value: string; most: number }) {
  return (
    <div className="px-4 py-2.5">
      <p className="flex items-baseline justify-between gap-3 text-sm">
        <span className="min-w-0 truncate font-medium">
          {label}
          {detail && <span className="ml-2 text-xs font-normal text-muted-foreground">{detail}</span>}
        </span>
        <Money value={value} />
      </p>
      <div aria-hidden className="mt-1.5 h-1.5 overflow-hidden rounded-full bg-secondary">
        <div
          className="h-full rounded-full bg-chart-1"
          style={{ width: `${Math.max((Number(value) / (most || 1)) * 100, 1)}%` }}
        />
      </div>
    </div>
  );
}

export function TreatmentsCard() {
  const query = useMonth();
  const rows = query.data?.top_treatments.slice(0, 6);
  const most = Number(rows?.[0]?.income ?? 0);
  return (
    <ListCard
      title="Lo que más ingresa este mes"
      what="los tratamientos del mes"
      query={query}
      rows={rows}
      rowKey={(row) => `${row.code} ${row.description}`}
      row={(row) => (
        <BarRow label={row.description} detail={`× ${formatQuantity(row.quantity)}`} value={row.income} most={most} />
      )}
      empty={{ icon: Stethoscope, text: "Este mes aún no hay tratamientos facturados." }}
    />
  );
}

export function MethodsCard() {
  const query = useMonth();
  const { data: stats } = useQuery(statsQuery);
  const rows = query.data?.by_method;
  const most = Number(rows?.[0]?.total ?? 0);
  return (
    <ListCard
      title="Cómo pagaron este mes"
      what="los cobros del mes"
      query={query}
      rows={rows}
      rowKey={(row) => row.method}
      row={(row) => <BarRow label={METHOD[row.method] ?? row.method} value={row.total} most={most} />}
      empty={{ icon: HandCoins, text: "Este mes aún no hay cobros." }}
      footer={
        stats && (
          <p className="flex items-baseline justify-between gap-3">
            <span>Por cobrar de todo lo emitido</span>
            <Money value={stats.receivable} strong />
          </p>
        )
      }
    />
  );
}
