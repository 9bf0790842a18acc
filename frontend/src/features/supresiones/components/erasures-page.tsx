"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Eraser } from "lucide-react";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { patientPath } from "@/config/navigation";
import { ErasureActs } from "@/entities/patient/erasure-acts";
import { erasuresQuery, REQUESTER_LABEL, retentionQuery, type Erasure } from "@/entities/patient/erasures";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";

const RetentionSheet = lazy(() => import("./retention-sheet").then((file) => file.RetentionSheet));

const VIEWS = {
  esperan: { label: "Por confirmar", query: { state: "ASKED" }, empty: "Ningún pedido por confirmar" },
  vencidos: { label: "Queda algo por suprimir", query: { due: true }, empty: "Nada que ya pueda irse" },
  todos: { label: "Todos", query: {}, empty: "Nadie pidió que se supriman sus datos" },
} as const;
type View = keyof typeof VIEWS;

/** Whom the clinic was asked to erase, what became of it, and until when what had to stay is kept. */
export function ErasuresPage() {
  return (
    <RequirePermission permission="erasures:read" what="los pedidos de supresión">
      <Erasures />
    </RequirePermission>
  );
}

function Erasures() {
  const url = useUrlState();
  const asked = url.get("ver") as View | null;
  const view: View = asked && asked in VIEWS ? asked : "esperan";
  const state = useListState({ filters: [] });
  const query = useQuery(erasuresQuery({ ...state.params, sort: undefined, search: undefined, ...VIEWS[view].query }));
  const { data: retention } = useQuery(retentionQuery);
  const canDecide = useCan("erasures:confirm");
  const [editing, setEditing] = useState(false);
  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Pacientes", href: "/pacientes/" }, { label: "Supresión de datos" }]}
        title="Supresión de datos"
        subtitle={
          retention
            ? `Las historias se conservan ${retention.record_years} años desde el último acto, y las facturas ${retention.invoice_years}. Un pedido se anota en la ficha y lo confirma otra persona.`
            : "Un pedido se anota en la ficha y lo confirma otra persona."
        }
        actions={
          canDecide && (
            <Button variant="outline" onClick={() => setEditing(true)} disabled={!retention}>
              Cuánto se conserva
            </Button>
          )
        }
      />
      <ToggleGroup
        type="single"
        aria-label="Cuáles"
        value={view}
        onValueChange={(value) => value && url.set({ ver: value === "esperan" ? null : value })}
      >
        {Object.entries(VIEWS).map(([value, { label }]) => (
          <ToggleGroupItem key={value} value={value}>
            {label}
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
      <DataTable
        label="pedidos de supresión"
        columns={COLUMNS}
        query={query}
        state={state}
        rowId={({ id }) => String(id)}
        phone={(one) => ({
          title: one.patient.full_name,
          detail: `${formatDate(one.asked_at)} · ${one.state === "ASKED" ? why(one) : outcome(one)}`,
          actions: one.state === "ASKED" && (
            <div className="px-2 pb-1">
              <ErasureActs erasure={one} />
            </div>
          ),
        })}
        rowHref={({ patient }) => patientPath(patient.id)}
        empty={
          <EmptyState bare icon={Eraser} title={VIEWS[view].empty}>
            El pedido se anota en la ficha del paciente, en «Más acciones».
          </EmptyState>
        }
      />
      {editing && retention && <RetentionSheet retention={retention} onClose={() => setEditing(false)} />}
    </PageBody>
  );
}

const COLUMNS: ColumnDef<Erasure>[] = [
  { id: "who", header: "De quién", cell: ({ row }) => row.original.patient.full_name },
  {
    id: "asked_at",
    header: "Pedido",
    cell: ({ row }) => <span className="whitespace-nowrap">{formatDate(row.original.asked_at)}</span>,
  },
  {
    id: "why",
    header: "Quién lo pide y por qué",
    cell: ({ row }) => <span className="block min-w-40">{why(row.original)}</span>,
  },
  { id: "noted", header: "Lo anotó", cell: ({ row }) => row.original.asked_by.name, meta: { drop: 1 } },
  { id: "outcome", header: "En qué quedó", cell: ({ row }) => outcome(row.original), meta: { drop: 2 } },
  {
    id: "act",
    header: () => <span className="sr-only">Decidir</span>,
    cell: ({ row }) => (
      <div className="py-1.5">
        <ErasureActs erasure={row.original} />
      </div>
    ),
  },
];

const why = ({ requested_by, reason }: Erasure) => `${REQUESTER_LABEL[requested_by]}: ${reason}`;

function outcome(one: Erasure) {
  if (one.state === "ASKED") return "Espera a que otra persona lo confirme";
  if (one.state === "WITHDRAWN") return `Retirado por ${one.withdrawn_by}: ${one.withdrawn_reason}`;
  const kept = [
    one.record_until && `historia hasta el ${formatDate(one.record_until)}`,
    one.invoices_until && `facturas hasta el ${formatDate(one.invoices_until)}`,
  ].filter(Boolean);
  const left = kept.length > 0 ? `; se conserva ${kept.join(" y ")}` : "";
  return `${one.whole ? "Suprimido" : "Suprimido lo que no es historia"} por ${one.confirmed_by?.name}${left}${one.due ? ". Ya puede pedirse el resto" : ""}`;
}
