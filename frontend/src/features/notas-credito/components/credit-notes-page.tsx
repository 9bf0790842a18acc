"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { FileMinus2, Printer } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { invoicePath } from "@/config/navigation";
import { creditNotePath, creditNotesQuery } from "@/entities/invoice/queries";
import type { ListedCreditNote } from "@/entities/invoice/schema";
import { formatDate } from "@/lib/format";

const columns: ColumnDef<ListedCreditNote>[] = [
  {
    id: "number",
    header: "Número",
    cell: ({ row }) => <span className="font-mono">{row.original.number}</span>,
    meta: { className: "whitespace-nowrap" },
  },
  {
    id: "issue_date",
    header: "Fecha",
    cell: ({ row }) => formatDate(row.original.issue_date),
    meta: { className: "whitespace-nowrap" },
  },
  { id: "buyer", header: "Cliente", cell: ({ row }) => row.original.buyer_name },
  {
    id: "invoice",
    header: "Factura",
    cell: ({ row }) => <span className="font-mono">{row.original.invoice_number}</span>,
    meta: { className: "whitespace-nowrap" },
  },
  { id: "reason", header: "Motivo", cell: ({ row }) => row.original.reason },
  {
    id: "returned",
    header: "Ya pagado",
    cell: ({ row }) => <Money value={row.original.returned} dashZero />,
    meta: { className: "text-right" },
  },
  {
    id: "total",
    header: "Acreditado",
    cell: ({ row }) => <Money value={row.original.total} strong />,
    meta: { className: "text-right" },
  },
  {
    id: "print",
    header: () => <span className="sr-only">Imprimir</span>,
    cell: ({ row }) => (
      <Button variant="ghost" size="icon" asChild>
        <a
          href={creditNotePath(row.original.id)}
          target="_blank"
          rel="noreferrer"
          aria-label={`Imprimir ${row.original.number}`}
        >
          <Printer aria-hidden />
        </a>
      </Button>
    ),
    meta: { className: "w-12" },
  },
];

/** Every credit note; its row opens the invoice that it takes from. */
export function CreditNotesPage() {
  return (
    <RequirePermission permission="invoices:read" what="las notas de crédito">
      <Notes />
    </RequirePermission>
  );
}

function Notes() {
  const state = useListState({ filters: ["returned", "from", "to", "patient_id"], sort: "-issue_date" });
  const query = useQuery(creditNotesQuery(state.params));
  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Facturación", href: "/facturacion/" }, { label: "Notas de crédito" }]}
        title="Notas de crédito"
        subtitle="Se emiten desde la factura que corrigen, y restan desde su propia fecha."
      />
      <DataTable
        label="notas de crédito"
        columns={columns}
        query={query}
        state={state}
        rowId={(row) => row.id}
        rowHref={(row) => invoicePath(row.invoice_id)}
        phone={(row) => ({
          title: row.buyer_name,
          detail: `${row.number} · ${formatDate(row.issue_date)}`,
          sum: <Money value={row.total} strong />,
        })}
        toolbar={{
          search: "Cliente, documento o número",
          facets: [
            {
              name: "returned",
              label: "Lo pagado",
              options: [
                { value: "true", label: "Con dinero ya pagado" },
                { value: "false", label: "Sin nada pagado" },
              ],
            },
          ],
          dateRange: true,
        }}
        empty={
          <EmptyState bare icon={FileMinus2} title="Aún no hay notas de crédito">
            Se emite una desde la factura: «Más acciones», «Emitir nota de crédito».
          </EmptyState>
        }
      />
    </PageBody>
  );
}
