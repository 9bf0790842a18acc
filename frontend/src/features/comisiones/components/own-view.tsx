"use client";

import { useQuery } from "@tanstack/react-query";
import { BadgePercent, Printer } from "lucide-react";
import { useState } from "react";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { MonthStepper, useMonth } from "@/components/patterns/month-stepper";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { ownEarnedQuery, settlementPdf, settlementsQuery } from "@/entities/commission/queries";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDateRange, formatMoney, formatMonth } from "@/lib/format";
import { numberOf, settlementState } from "../words";
import { EarnedTable } from "./earned-card";
import { EntryLines } from "./entry-lines";
import { monthSpan } from "./month-span";

/** What the professional who looks earned in a month, by treatment, and what they were paid. */
export function OwnView() {
  const url = useUrlState();
  const month = useMonth();
  const span = monthSpan(month);
  const query = useQuery(ownEarnedQuery(span));
  const [opened, setOpened] = useState<number | null>(null);
  if (query.error) return <ErrorState error={query.error} what="sus comisiones" onRetry={() => void query.refetch()} />;
  if (!query.data) return <KpiSkeleton count={3} />;
  const { data, total } = query.data;
  return (
    <div className="space-y-4">
      <KpiStrip
        label="Mis comisiones"
        items={[
          { label: "Ganado en el mes", value: formatMoney(total.amount) },
          { label: "Liquidado", value: formatMoney(total.settled) },
          { label: "Por liquidar", value: formatMoney(total.pending) },
        ]}
      />
      <Card aria-label="Por tratamiento" className="overflow-hidden">
        <CardHeader className="pb-3">
          <CardTitle>Por tratamiento</CardTitle>
          <CardAction>
            <MonthStepper
              month={month}
              onChange={(value) => {
                setOpened(null);
                url.set({ mes: value });
              }}
            />
          </CardAction>
        </CardHeader>
        {data.length === 0 ? (
          <EmptyState bare icon={BadgePercent} title={`No ganó comisiones en ${formatMonth(month).toLowerCase()}`}>
            Se ganan al facturar o al cobrar lo que usted hace, según su regla. La pone quien administra.
          </EmptyState>
        ) : (
          <EarnedTable
            caption="Lo ganado por tratamiento"
            column="Tratamiento"
            rows={data.map((row) => ({ ...row, id: row.treatment_id, name: row.treatment_name }))}
            total={total}
            opened={opened}
            onOpen={setOpened}
            lines={(id) => <EntryLines own about={{ ...span, treatment_id: id }} />}
          />
        )}
      </Card>
      <OwnSettlements />
    </div>
  );
}

function OwnSettlements() {
  const query = useQuery(settlementsQuery({ limit: 12 }, true));
  if (query.error)
    return <ErrorState error={query.error} what="sus liquidaciones" onRetry={() => void query.refetch()} />;
  if (!query.data?.data.length) return null;
  return (
    <Card aria-label="Liquidaciones" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Liquidaciones</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border border-t border-border">
        {query.data.data.map((row) => {
          const { label, variant } = settlementState(row);
          return (
            <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-sm">
              <span className="min-w-0 flex-1 basis-40">
                <span className="font-mono text-xs">{numberOf(row)}</span>
                <span className="block text-xs text-muted-foreground">{formatDateRange(row.first, row.last)}</span>
              </span>
              <Badge variant={variant}>{label}</Badge>
              <Money value={row.amount} strong />
              <Button variant="ghost" size="icon" asChild>
                <a
                  href={settlementPdf(row.id, true)}
                  target="_blank"
                  rel="noopener"
                  aria-label={`Imprimir ${numberOf(row)}`}
                >
                  <Printer aria-hidden />
                </a>
              </Button>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
