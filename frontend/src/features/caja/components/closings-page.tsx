"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { HandCoins, Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { sessionsQuery } from "@/entities/cash/queries";
import type { SessionRow } from "@/entities/cash/schema";
import { formatDate, formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";

const SessionSheet = lazy(() => import("./session-sheet").then((file) => file.SessionSheet));
const TillDialog = lazy(() => import("./till-dialog").then((file) => file.TillDialog));
const TillsDialog = lazy(() => import("./tills-dialog").then((file) => file.TillsDialog));
const BlindSwitch = lazy(() => import("./blind-switch").then((file) => file.BlindSwitch));

const State = ({ row }: { row: SessionRow }) =>
  row.closed_at ? <Badge variant="neutral">Cerrada</Badge> : <Badge variant="success">Abierta</Badge>;

const columns: ColumnDef<SessionRow>[] = [
  {
    id: "day",
    header: "Día",
    cell: ({ row }) => formatDate(row.original.day),
    meta: { className: "whitespace-nowrap" },
  },
  { id: "till", header: "Caja", cell: ({ row }) => row.original.till.name },
  { id: "cashier", header: "Quién cobra", cell: ({ row }) => row.original.cashier.name },
  {
    id: "hours",
    header: "Horas",
    cell: ({ row: { original } }) =>
      original.closed_at
        ? `${formatTime(original.opened_at)}–${formatTime(original.closed_at)}`
        : `desde ${formatTime(original.opened_at)}`,
    meta: { className: "whitespace-nowrap tabular-nums" },
  },
  {
    id: "closing",
    header: "Cierre",
    cell: ({ row }) => row.original.closing && <span className="font-mono">{row.original.closing}</span>,
  },
  {
    id: "difference",
    header: "Diferencia",
    cell: ({ row }) => <Money value={row.original.difference} dashZero />,
    meta: { className: "text-right" },
  },
  { id: "state", header: "Estado", cell: ({ row }) => <State row={row.original} /> },
];

/** Every till that was opened, its closing and how it may be undone; and the tills themselves. */
export function ClosingsPage() {
  return (
    <RequirePermission permission="cash:read" what="las cajas de todos">
      <Sessions />
    </RequirePermission>
  );
}

function Sessions() {
  const state = useListState({ filters: ["open", "from", "to"], sort: "-opened_at" });
  const query = useQuery(sessionsQuery(state.params));
  const [opened, setOpened] = useState<number | null>(null);
  const [adding, setAdding] = useState(false);
  const [naming, setNaming] = useState(false);
  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Caja", href: "/caja/" }, { label: "Cajas y cierres" }]}
        title="Cajas y cierres"
        subtitle="Quién abrió cada caja, con qué se cerró y qué diferencia hubo."
        actions={
          <Can permission="cash:supervise">
            <BlindSwitch />
            <Button variant="outline" onClick={() => setNaming(true)}>
              <Pencil aria-hidden /> Las cajas
            </Button>
            <Button onClick={() => setAdding(true)}>
              <Plus aria-hidden /> Nueva caja
            </Button>
          </Can>
        }
      />
      <DataTable
        label="cajas"
        columns={columns}
        query={query}
        state={state}
        rowId={(row) => row.id}
        onOpen={(row) => setOpened(row.id)}
        phone={(row) => ({
          title: `${row.till.name} · ${row.cashier.name}`,
          badge: <State row={row} />,
          detail: formatDate(row.day),
        })}
        toolbar={{
          facets: [
            {
              name: "open",
              label: "Estado",
              options: [
                { value: "true", label: "Abiertas" },
                { value: "false", label: "Cerradas" },
              ],
            },
          ],
          dateRange: true,
        }}
        empty={
          <EmptyState bare icon={HandCoins} title="Aún no se abrió ninguna caja">
            Quien cobra en efectivo abre la suya en Caja, o al cobrar.
          </EmptyState>
        }
      />
      {opened !== null && <SessionSheet id={opened} onClose={() => setOpened(null)} />}
      {naming && <TillsDialog onClose={() => setNaming(false)} />}
      {adding && <TillDialog onClose={() => setAdding(false)} />}
    </PageBody>
  );
}
