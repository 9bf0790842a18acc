"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Layers } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { Money } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { heldPackagePath } from "@/config/navigation";
import { heldQuery } from "@/entities/package/queries";
import { HELD_STATES, type Held } from "@/entities/package/schema";
import { HELD_STATE, HeldBadge } from "@/entities/package/state";
import { formatDate } from "@/lib/format";

const COLUMNS: ColumnDef<Held>[] = [
  {
    id: "patient",
    header: "Paciente",
    meta: { className: "max-w-52" },
    cell: ({ row: { original } }) => <span className="block truncate">{original.patient_name}</span>,
  },
  {
    id: "name",
    header: "Paquete",
    meta: { className: "max-w-64" },
    cell: ({ row: { original } }) => <span className="block truncate">{original.name}</span>,
  },
  {
    id: "sold_on",
    header: "Vendido",
    meta: { sort: "sold_on", drop: 2 },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap tabular-nums">{formatDate(original.sold_on)}</span>
    ),
  },
  {
    id: "expires_on",
    header: "Vence",
    meta: { sort: "expires_on", drop: 3 },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap tabular-nums">
        {original.expires_on ? formatDate(original.expires_on) : "—"}
      </span>
    ),
  },
  {
    id: "sessions",
    header: "Usadas",
    meta: { align: "right", drop: 1 },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap tabular-nums">
        {original.used} de {original.sessions}
      </span>
    ),
  },
  { id: "state", header: "Estado", cell: ({ row: { original } }) => <HeldBadge state={original.state} /> },
  {
    id: "remaining",
    header: "Por entregar",
    meta: { align: "right" },
    cell: ({ row: { original } }) => <Money value={original.remaining} strong dashZero />,
  },
];

const STATES = HELD_STATES.map((value) => ({ value, label: HELD_STATE[value].label }));

/** What was sold, to whom, and what of it is left. */
export function HeldList() {
  const state = useListState({ filters: ["state", "package_id"], sort: "-sold_on" });
  const query = useQuery(heldQuery(state.params));
  return (
    <DataTable
      label="paquetes vendidos"
      columns={COLUMNS}
      query={query}
      state={state}
      rowId={({ id }) => id}
      rowHref={({ id }) => heldPackagePath(id)}
      phone={(row) => ({
        title: row.patient_name,
        badge: <HeldBadge state={row.state} />,
        detail: `${row.name} · ${row.used} de ${row.sessions}`,
        sum: <Money value={row.remaining} strong dashZero />,
      })}
      toolbar={{
        search: "Paciente o paquete",
        facets: [{ name: "state", label: "Estado", options: STATES }],
      }}
      empty={
        <EmptyState bare icon={Layers} title="Aún no se vende ningún paquete">
          Un paquete se vende como una línea más de la factura de un paciente.
        </EmptyState>
      }
    />
  );
}
