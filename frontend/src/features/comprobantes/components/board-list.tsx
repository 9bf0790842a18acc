"use client";

import { useQuery } from "@tanstack/react-query";
import { FileCheck2 } from "lucide-react";
import { type ReactNode } from "react";
import { ExportButton } from "@/components/data-table/export-button";
import { DataTableFooter } from "@/components/data-table/footer";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Toolbar } from "@/components/data-table/toolbar";
import type { ListState } from "@/components/data-table/use-list-state";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState, NoMatches } from "@/components/patterns/state-panel";
import { einvoicesQuery, exportEinvoices } from "@/entities/einvoice/queries";
import { DOCUMENT_STATES, type Einvoice, type Summary } from "@/entities/einvoice/schema";
import { DOCUMENT_LOOK, DOCUMENT_NAME } from "@/entities/einvoice/state";
import { useHotkey } from "@/hooks/use-hotkey";
import type { Page } from "@/lib/api";
import type { CsvColumn } from "@/lib/csv";
import { timeOf, today } from "@/lib/dates";
import { formatDateTime } from "@/lib/format";
import { cn } from "@/lib/utils";
import { DocumentRow, GRID } from "./document-row";

const FACETS = [
  {
    name: "document_code",
    label: "Tipo",
    options: Object.entries(DOCUMENT_NAME).map(([value, label]) => ({ value, label })),
  },
  {
    name: "status",
    label: "Estado",
    options: DOCUMENT_STATES.map((value) => ({ value, label: DOCUMENT_LOOK[value].label })),
  },
  {
    name: "waits",
    label: "Espera",
    options: [
      { value: "PERSON", label: "A una persona" },
      { value: "ITSELF", label: "Avanza solo" },
    ],
  },
];

const CSV: CsvColumn<Einvoice>[] = [
  { label: "Tipo", value: ({ document_code }) => DOCUMENT_NAME[document_code] },
  { label: "Número", value: ({ number }) => number },
  { label: "Fecha", value: ({ issue_date }) => issue_date },
  { label: "Comprador", value: ({ buyer_name }) => buyer_name },
  { label: "Total", value: ({ total }) => total },
  { label: "Estado", value: ({ status }) => DOCUMENT_LOOK[status].label },
  { label: "Autorizado", value: ({ authorised_at }) => authorised_at && formatDateTime(authorised_at) },
  { label: "Clave de acceso", value: ({ access_key }) => access_key },
  { label: "Qué dice el SRI", value: ({ advice, note }) => advice?.meaning ?? note },
];

/** As many as a person can see to in a day; whoever has more filters them. */
const SHOWN = 50;

type Props = { state: ListState; summary: Summary | undefined; opened: number | null; className?: string };

/** Who must act comes first, then what advances alone, then what was done today; filtered, one list by date. */
export function BoardList({ state, summary, opened, className }: Props) {
  const filtered = state.active;
  const front = !filtered && state.page === 1;
  const persons = useQuery({
    ...einvoicesQuery({ waits: "PERSON", sort: "created_at", limit: SHOWN, total: true }),
    enabled: front,
  });
  const going = useQuery({
    ...einvoicesQuery({ waits: "ITSELF", sort: "-created_at", limit: SHOWN, total: true }),
    enabled: front,
  });
  const main = useQuery(einvoicesQuery(filtered ? state.params : { ...state.params, authorised_on: today() }));
  useHotkey("j", () => move(1));
  useHotkey("k", () => move(-1));

  const failed = [main, persons, going].find(({ error, data }) => error && !data);
  const waitingFor = front && (persons.isPending || going.isPending);
  const nothing = [main, ...(front ? [persons, going] : [])].every(({ data }) => data?.data.length === 0);

  return (
    <section
      aria-label="comprobantes"
      className={cn("overflow-clip rounded-xl border border-border bg-card shadow-1", className)}
    >
      <Toolbar
        state={state}
        search="Número, comprador o clave"
        facets={FACETS}
        dateRange="Emitido"
        actions={<ExportButton name="comprobantes" columns={CSV} ask={exportEinvoices(filtered ? state.params : {})} />}
      />
      <div className="border-t border-border" aria-busy={main.isPlaceholderData}>
        {failed ? (
          <ErrorState bare error={failed.error} what="la lista de comprobantes" onRetry={() => void failed.refetch()} />
        ) : main.isPending || waitingFor ? (
          <TableSkeleton label="comprobantes" columns={5} />
        ) : nothing ? (
          filtered || state.page > 1 ? (
            <NoMatches bare onClear={state.clear} />
          ) : (
            <Nothing active={summary?.active} />
          )
        ) : (
          <>
            <div
              aria-hidden
              className={cn(
                GRID,
                "hidden h-9 border-b border-border text-xs font-medium text-muted-foreground md:grid",
              )}
            >
              <span>Comprobante</span>
              <span>Comprador</span>
              <span className="text-right">Total</span>
              <span>Estado</span>
              <span className="text-right">Desde</span>
            </div>
            {front && (
              <Group title="Necesitan a alguien" page={persons.data} opened={opened} waits="PERSON" state={state} />
            )}
            {front && (
              <Group
                title="En camino, avanzan solos"
                page={going.data}
                opened={opened}
                waits="ITSELF"
                state={state}
                side={summary?.next_attempt_at && nextOf(summary.next_attempt_at)}
              />
            )}
            {filtered ? (
              <Rows rows={main.data!.data} opened={opened} label="Comprobantes" />
            ) : (
              <Group
                title="Autorizados hoy"
                page={main.data}
                opened={opened}
                state={state}
                side={
                  summary && <Money value={summary.authorised_today.total} className="font-medium text-foreground" />
                }
              />
            )}
          </>
        )}
      </div>
      {main.data && main.data.data.length > 0 && (
        <DataTableFooter page={main.data} state={state} selected={0} onClear={() => undefined} />
      )}
    </section>
  );
}

const nextOf = (instant: string) =>
  new Date(instant) <= new Date() ? "intentando ahora" : `próximo intento a las ${timeOf(instant)}`;

function Nothing({ active }: { active: boolean | undefined }) {
  return active === false ? (
    <EmptyState bare icon={FileCheck2} title="Todavía no se emiten comprobantes electrónicos">
      Las facturas se numeran y se imprimen, y no van al SRI. En «Emisor y certificado» se ve qué falta.
    </EmptyState>
  ) : (
    <EmptyState bare icon={FileCheck2} title="Nada espera, y hoy aún no se autoriza nada">
      Cada factura o nota de crédito que se emita sale sola hacia el SRI y aparece aquí.
    </EmptyState>
  );
}

type GroupProps = {
  title: string;
  page: Page<Einvoice> | undefined;
  opened: number | null;
  state: ListState;
  /** The filter that shows all of it. */
  waits?: "PERSON" | "ITSELF";
  side?: ReactNode;
};

function Group({ title, page, opened, state, waits, side }: GroupProps) {
  if (!page || page.data.length === 0) return null;
  const count = page.total ?? page.data.length;
  return (
    <section aria-label={title} className="border-border [&+section]:border-t">
      <div className="flex min-h-9 items-center gap-2 border-b border-border bg-muted/60 px-4 text-xs text-muted-foreground">
        <h2 className="font-medium text-foreground">{title}</h2>
        <span className="tabular-nums">{count}</span>
        <span className="flex-1" />
        {side && <span className="tabular-nums">{side}</span>}
        {waits && count > page.data.length && (
          <button
            type="button"
            className="rounded-sm font-medium text-primary underline-offset-4 hover:underline"
            onClick={() => state.setFilter("waits", waits)}
          >
            Ver todos
          </button>
        )}
      </div>
      <Rows rows={page.data} opened={opened} label={title} />
    </section>
  );
}

const Rows = ({ rows, opened, label }: { rows: Einvoice[]; opened: number | null; label: string }) => (
  <ul aria-label={label}>
    {rows.map((row) => (
      <DocumentRow key={row.id} row={row} selected={row.id === opened} />
    ))}
  </ul>
);

function move(step: number) {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row-link]")];
  const current = links.indexOf(document.activeElement as HTMLElement);
  links[Math.min(Math.max(current + step, 0), links.length - 1)]?.focus();
}
