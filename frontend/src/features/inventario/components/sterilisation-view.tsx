"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Flame, Plus } from "lucide-react";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { autoclavesQuery, cyclesQuery } from "@/entities/chairside/queries";
import type { Cycle } from "@/entities/chairside/schema";
import { formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { CycleBadge } from "./sterile-badges";

const CycleSheet = lazy(() => import("./cycle-sheet").then((file) => file.CycleSheet));
const CycleDetail = lazy(() => import("./cycle-detail").then((file) => file.CycleDetail));

const columns: ColumnDef<Cycle>[] = [
  {
    id: "number",
    header: "Ciclo",
    cell: ({ row: { original } }) => <span className="font-semibold tabular-nums">{original.number}</span>,
  },
  { accessorKey: "autoclave", header: "Autoclave", meta: { className: "min-w-32" } },
  {
    id: "started_at",
    header: "Cuándo",
    cell: ({ row }) => (
      <span className="whitespace-nowrap tabular-nums">{formatDateTime(row.original.started_at)}</span>
    ),
  },
  {
    id: "program",
    header: "Carga",
    meta: { drop: 1 },
    cell: ({ row: { original } }) => `${Number(original.temperature)} °C, ${original.minutes} min`,
  },
  { id: "state", header: "Estado", cell: ({ row }) => <CycleBadge cycle={row.original} /> },
  {
    id: "packs",
    header: "Paquetes",
    meta: { align: "right" },
    cell: ({ row: { original } }) => (
      <span className="tabular-nums">
        {original.packs_used} de {original.packs} usados
      </span>
    ),
  },
  { id: "operator", header: "Operador", meta: { drop: 2 }, cell: ({ row }) => row.original.operator.name },
];

/** Loads of the autoclaves, the last first. */
export function SterilisationView() {
  const state = useListState({ filters: ["autoclave", "failed", "pending"] });
  const query = useQuery(cyclesQuery(state.params));
  const { data: autoclaves } = useQuery(autoclavesQuery);
  const canWrite = useCan("sterilisation:write");
  const [shown, setShown] = useState<number | null>(null);
  const [writing, setWriting] = useState(false);
  const cycle = query.data?.data.find(({ id }) => id === shown);
  const register = canWrite && (
    <Button variant="outline" size="sm" onClick={() => setWriting(true)}>
      <Plus aria-hidden />
      Registrar ciclo
    </Button>
  );
  return (
    <>
      <DataTable
        label="ciclos"
        columns={columns}
        query={query}
        state={state}
        rowId={(row) => row.id}
        onOpen={(row) => setShown(row.id)}
        phone={(row) => ({
          title: `Ciclo ${row.number} de ${row.autoclave}`,
          badge: <CycleBadge cycle={row} />,
          detail: formatDateTime(row.started_at),
          sum: `${row.packs_used} de ${row.packs}`,
          balance: "usados",
        })}
        empty={
          <EmptyState bare icon={Flame} title="Sin ciclos registrados" action={register}>
            Cada carga del autoclave, con sus indicadores y los paquetes que salieron de ella.
          </EmptyState>
        }
        toolbar={{
          facets: [
            {
              name: "autoclave",
              label: "Autoclave",
              options: autoclaves?.data.map((name) => ({ value: name, label: name })) ?? [],
            },
            {
              name: "pending",
              label: "Biológico",
              options: [{ value: "true", label: "En incubación" }],
            },
            {
              name: "failed",
              label: "Indicadores",
              options: [
                { value: "true", label: "Fallaron" },
                { value: "false", label: "Conformes" },
              ],
            },
          ],
          actions: register,
        }}
      />
      {cycle && <CycleDetail key={cycle.id} cycle={cycle} onClose={() => setShown(null)} />}
      {writing && <CycleSheet onClose={() => setWriting(false)} onSaved={({ id }) => setShown(id)} />}
    </>
  );
}
