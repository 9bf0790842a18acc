"use client";

import type { ColumnDef } from "@tanstack/react-table";
import { useQuery } from "@tanstack/react-query";
import { FilePen, Plus, Settings2 } from "lucide-react";
import { useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { quotePath } from "@/config/navigation";
import { quoteRulesQuery, quotesQuery } from "@/entities/quote/queries";
import { QUOTE_STATES, type QuoteRow } from "@/entities/quote/schema";
import { QUOTE_LOOKS, QuoteBadge } from "@/entities/quote/state";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { dayOf } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";

const NewQuote = lazy(
  () => import("./new-quote").then((file) => file.NewQuote),
  <PageHeader title="Nuevo presupuesto" />,
);

export function QuotesPage() {
  const url = useUrlState();
  const mayWrite = useCan("quotes:write");
  const creating = url.get("nuevo") === "1" && mayWrite;
  return (
    <RequirePermission permission="quotes:read" what="los presupuestos">
      <PageBody>
        {creating ? (
          <NewQuote
            patientId={Number(url.get("paciente")) || null}
            appointmentId={Number(url.get("cita")) || null}
            onCancel={() => url.set({ nuevo: null, paciente: null, cita: null })}
          />
        ) : (
          <QuoteList onNew={mayWrite ? () => url.set({ nuevo: 1 }) : null} />
        )}
      </PageBody>
    </RequirePermission>
  );
}

const RulesDialog = lazy(() => import("./rules-dialog").then((file) => file.RulesDialog));

const COLUMNS: ColumnDef<QuoteRow>[] = [
  {
    id: "number",
    header: "Número",
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap font-mono text-xs">
        {original.number}
        {original.edition > 1 && ` v${original.edition}`}
      </span>
    ),
  },
  {
    id: "patient",
    header: "Paciente",
    meta: { className: "max-w-52" },
    cell: ({ row }) => <span className="block truncate font-medium">{row.original.patient.name}</span>,
  },
  {
    id: "summary",
    header: "Tratamientos",
    meta: { className: "max-w-64", drop: 2 },
    cell: ({ row }) => <span className="block truncate">{row.original.summary}</span>,
  },
  { id: "state", header: "Estado", cell: ({ row }) => <QuoteBadge quote={row.original} /> },
  {
    id: "valid_until",
    header: "Vale hasta",
    meta: { drop: 3 },
    cell: ({ row: { original } }) => (original.valid_until ? formatDate(original.valid_until) : "—"),
  },
  {
    id: "created_at",
    header: "Preparado",
    meta: { sort: "created_at", drop: 1 },
    cell: ({ row }) => formatDate(dayOf(row.original.created_at)),
  },
  {
    id: "total",
    header: "Total",
    meta: { sort: "total", align: "right" },
    cell: ({ row }) => <Money value={row.original.total} strong />,
  },
];

function QuoteList({ onNew }: { onNew: (() => void) | null }) {
  const state = useListState({ filters: ["state", "patient_id"], sort: "-created_at" });
  const query = useQuery(quotesQuery(state.params));
  const [ruling, setRuling] = useState(false);
  const rules = useQuery({ ...quoteRulesQuery, enabled: ruling });
  useHotkey("n", () => onNew?.(), { enabled: onNew !== null });
  return (
    <>
      <PageHeader
        title="Presupuestos"
        subtitle="Lo aceptado se factura a su precio a medida que se hacen las sesiones."
        actions={
          onNew && (
            <>
              <Button variant="outline" onClick={() => setRuling(true)}>
                <Settings2 aria-hidden />
                Reglas
              </Button>
              <Button onClick={onNew}>
                <Plus aria-hidden />
                Nuevo presupuesto<Kbd inverse>N</Kbd>
              </Button>
            </>
          )
        }
      />
      {ruling && rules.data && <RulesDialog rules={rules.data} onClose={() => setRuling(false)} />}
      <DataTable
        label="presupuestos"
        columns={COLUMNS}
        query={query}
        state={state}
        rowId={(row) => row.id}
        rowHref={(row) => quotePath(row.id)}
        phone={(row) => ({
          title: row.patient.name,
          badge: <QuoteBadge quote={row} />,
          detail: `${row.number} · ${row.summary}`,
          sum: <Money value={row.total} strong />,
        })}
        toolbar={{
          search: "Número, paciente o tratamiento",
          facets: [
            {
              name: "state",
              label: "Estado",
              options: QUOTE_STATES.map((value) => ({
                value,
                label: QUOTE_LOOKS[value].label,
                icon: QUOTE_LOOKS[value].icon,
              })),
            },
          ],
        }}
        empty={
          <EmptyState
            bare
            icon={FilePen}
            title="Aún no hay presupuestos"
            action={
              onNew && (
                <Button variant="outline" onClick={onNew}>
                  Nuevo presupuesto
                </Button>
              )
            }
          >
            Un presupuesto dice cuánto costará lo propuesto y hasta cuándo. Lo que el paciente acepta se cobra a ese
            precio.
          </EmptyState>
        }
      />
    </>
  );
}
