"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { BadgePercent } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { Money } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { settlementsQuery } from "@/entities/commission/queries";
import type { Settlement } from "@/entities/commission/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { dayOf } from "@/lib/dates";
import { formatDate, formatDateRange } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { numberOf, settlementState } from "../words";

const SettlementSheet = lazy(() => import("./settlement-sheet").then((file) => file.SettlementSheet));

const State = ({ row }: { row: Settlement }) => {
  const { label, variant } = settlementState(row);
  return <Badge variant={variant}>{label}</Badge>;
};

const COLUMNS: ColumnDef<Settlement>[] = [
  {
    id: "number",
    header: "Número",
    cell: ({ row }) => <span className="whitespace-nowrap font-mono text-xs">{numberOf(row.original)}</span>,
  },
  {
    id: "doctor",
    header: "Profesional",
    meta: { className: "max-w-64" },
    cell: ({ row }) => <span className="block truncate font-medium">{row.original.doctor_name}</span>,
  },
  {
    id: "span",
    header: "De cuándo",
    meta: { className: "whitespace-nowrap", drop: 3 },
    cell: ({ row: { original } }) => formatDateRange(original.first, original.last),
  },
  {
    id: "entries",
    header: "Líneas",
    meta: { align: "right", drop: 1 },
    cell: ({ row }) => <span className="tabular-nums">{row.original.entries}</span>,
  },
  {
    id: "made_at",
    header: "Hecha",
    meta: { className: "whitespace-nowrap", drop: 2 },
    cell: ({ row }) => formatDate(dayOf(row.original.made_at)),
  },
  { id: "state", header: "Estado", cell: ({ row }) => <State row={row.original} /> },
  {
    id: "amount",
    header: "Valor",
    meta: { align: "right" },
    cell: ({ row: { original } }) => (
      <Money
        value={original.amount}
        strong={!original.undone_at}
        className={original.undone_at ? "text-muted-foreground line-through" : undefined}
      />
    ),
  },
];

/** What was settled, to whom, and whether it was paid. */
export function SettlementList() {
  const url = useUrlState();
  const state = useListState({ sort: "-id" });
  const query = useQuery(settlementsQuery(state.params));
  const opened = Number(url.get("liquidacion")) || null;
  return (
    <>
      <DataTable
        label="liquidaciones"
        columns={COLUMNS}
        query={query}
        state={state}
        rowId={({ id }) => id}
        onOpen={({ id }) => url.set({ liquidacion: id })}
        phone={(row) => ({
          title: row.doctor_name,
          badge: <State row={row} />,
          detail: `${numberOf(row)} · ${formatDateRange(row.first, row.last)}`,
          sum: <Money value={row.amount} strong />,
        })}
        empty={
          <EmptyState bare icon={BadgePercent} title="Aún no se liquidan comisiones">
            En «Ganado», elija el mes y pulse «Liquidar» en la fila del profesional.
          </EmptyState>
        }
      />
      {opened && <SettlementSheet key={opened} id={opened} onClose={() => url.set({ liquidacion: null })} />}
    </>
  );
}
