"use client";

import { useQuery } from "@tanstack/react-query";
import { BadgePercent } from "lucide-react";
import { useState } from "react";
import { ExportButton } from "@/components/data-table/export-button";
import { Can } from "@/components/patterns/can";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { MonthStepper, useMonth } from "@/components/patterns/month-stepper";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { earnedQuery, exportEntries, pendingQuery } from "@/entities/commission/queries";
import type { PendingCommission } from "@/entities/commission/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { add } from "@/lib/decimal";
import { formatMoney, formatMonth } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { entryColumns } from "../words";
import { EarnedTable } from "./earned-card";
import { EntryLines } from "./entry-lines";
import { monthSpan } from "./month-span";

const SettleDialog = lazy(() => import("./settle-dialog").then((file) => file.SettleDialog));

/** What each professional earned in a month, and what is to be settled of whatever month. */
export function EarnedView() {
  const url = useUrlState();
  const month = useMonth();
  const span = monthSpan(month);
  const earned = useQuery(earnedQuery(span));
  const pending = useQuery(pendingQuery);
  const maySettle = useCan("commissions:write");
  const [settling, setSettling] = useState<PendingCommission | null>(null);
  const failed = earned.error ?? pending.error;
  if (failed)
    return (
      <ErrorState
        error={failed}
        what="las comisiones"
        onRetry={() => void Promise.all([earned.refetch(), pending.refetch()])}
      />
    );
  if (!earned.data || !pending.data) return <KpiSkeleton count={3} />;
  const { data, total } = earned.data;
  const toSettle = new Map(pending.data.map((row) => [row.doctor_id, row]));
  const opened = Number(url.get("profesional")) || null;
  return (
    <div className="space-y-4">
      <KpiStrip
        label="Comisiones"
        items={[
          { label: "Ganado en el mes", value: formatMoney(total.amount) },
          { label: "Liquidado del mes", value: formatMoney(total.settled) },
          {
            label: "Por liquidar en total",
            value: formatMoney(add(pending.data.map(({ amount }) => amount))),
            note: "de este mes y de los anteriores",
          },
        ]}
      />
      <Card aria-label="Por profesional" className="overflow-hidden">
        <CardHeader className="pb-3">
          <CardTitle>Por profesional</CardTitle>
          <CardAction className="flex flex-wrap items-center gap-2">
            <MonthStepper month={month} onChange={(value) => url.set({ mes: value, profesional: null })} />
            <ExportButton name="comisiones" columns={entryColumns} ask={exportEntries(span)} />
          </CardAction>
        </CardHeader>
        {data.length === 0 ? (
          <EmptyState
            bare
            icon={BadgePercent}
            title={`Nadie ganó comisiones en ${formatMonth(month).toLowerCase()}`}
            action={
              <Can permission="commissions:write">
                <Button variant="outline" onClick={() => url.set({ ver: "reglas" })}>
                  Ver las reglas
                </Button>
              </Can>
            }
          >
            Se ganan al facturar o al cobrar lo que hace un profesional que tiene una regla.
          </EmptyState>
        ) : (
          <EarnedTable
            caption="Lo ganado por profesional"
            column="Profesional"
            rows={data.map((row) => ({ ...row, id: row.doctor_id, name: row.doctor_name }))}
            total={total}
            opened={opened}
            onOpen={(id) => url.set({ profesional: id })}
            lines={(id) => <EntryLines about={{ ...span, doctor_id: id }} />}
            action={
              maySettle
                ? ({ id }) => {
                    const left = toSettle.get(id);
                    return (
                      left && (
                        <Button variant="outline" size="sm" onClick={() => setSettling(left)}>
                          Liquidar
                        </Button>
                      )
                    );
                  }
                : undefined
            }
          />
        )}
      </Card>
      {settling && <SettleDialog pending={settling} month={month} onClose={() => setSettling(null)} />}
    </div>
  );
}
