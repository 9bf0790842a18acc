"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ReceiptText } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { STATES } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { accountPath, invoicePath } from "@/config/navigation";
import { HeldPackages } from "@/entities/package/held-packages";
import { askInvoices, debtQuery, invoicesQuery } from "@/entities/invoice/queries";
import type { InvoiceRow } from "@/entities/invoice/schema";
import type { Patient } from "@/entities/patient/schema";
import { PatientQuotes } from "@/entities/quote/patient-quotes";
import type { CsvColumn } from "@/lib/csv";
import { add } from "@/lib/decimal";
import { formatCount, formatDate } from "@/lib/format";
import { typedDecimal } from "@/lib/units";
import { InvoiceState, invoiceDay } from "./invoice-line";

export function BillingTab({ patient }: { patient: Patient }) {
  const state = useListState({ prefix: "fac_", filters: ["status", "payment_status"], sort: "-created_at" });
  const query = useQuery(invoicesQuery({ ...state.params, patient_id: patient.id }));
  return (
    <div className="space-y-4">
      <Debt patient={patient} />
      <Can permission="packages:read">
        <HeldPackages patientId={patient.id} />
      </Can>
      <Can permission="quotes:read">
        <PatientQuotes patientId={patient.id} />
      </Can>
      <DataTable
        label="facturas"
        columns={COLUMNS}
        query={query}
        state={state}
        rowId={(invoice) => invoice.id}
        rowHref={(invoice) => invoicePath(invoice.id)}
        phone={(invoice) => ({
          title: invoice.number ?? "Borrador",
          badge: <InvoiceState invoice={invoice} />,
          detail: invoiceDay(invoice),
          sum: <Money value={invoice.total} />,
          balance:
            invoice.status === "ISSUED" && Number(invoice.balance) > 0 ? (
              <>
                Saldo <Money value={invoice.balance} strong />
              </>
            ) : null,
        })}
        empty={
          <EmptyState bare icon={ReceiptText} title="Sin facturas">
            Al completar una cita se prepara aquí su borrador.
          </EmptyState>
        }
        toolbar={{
          title: "Facturas",
          facets: [
            {
              name: "status",
              label: "Estado",
              options: [
                { value: "DRAFT", label: "Borradores" },
                { value: "ISSUED", label: "Emitidas" },
                { value: "ANNULLED", label: "Anuladas" },
                { value: "DISCARDED", label: "Descartadas" },
              ],
            },
            {
              name: "payment_status",
              label: "Cobro",
              options: [
                { value: "PENDING", label: "Por cobrar" },
                { value: "PARTIAL", label: "Abonadas" },
                { value: "PAID", label: "Pagadas" },
              ],
            },
          ],
          actions: (
            <ExportButton
              name={`facturas-${patient.document_number ?? patient.id}`}
              columns={CSV}
              ask={(after, signal) =>
                askInvoices({ ...state.params, patient_id: patient.id, limit: 100, after }, signal)
              }
            />
          ),
        }}
      />
    </div>
  );
}

/** What this person owes today, and since when. */
function Debt({ patient }: { patient: Patient }) {
  const { data, error, refetch } = useQuery(debtQuery(patient.id));
  if (error && !data) return <ErrorState error={error} what="el saldo" onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div
        role="status"
        aria-label="Cargando el saldo"
        className="h-[72px] rounded-xl border border-border bg-card shadow-1"
      />
    );
  const owed = data.data.filter(({ balance }) => Number(balance) > 0);
  const oldest = owed
    .map(({ issue_date }) => issue_date)
    .filter((day): day is string => Boolean(day))
    .sort()[0];
  const more = data.next !== null;
  return (
    <section
      aria-label="Saldo"
      className="flex flex-wrap items-center gap-x-6 gap-y-1 rounded-xl border border-border bg-card px-4 py-3 shadow-1"
    >
      <div>
        <p className="text-sm text-muted-foreground">Por cobrar</p>
        <Money value={add(data.data.map(({ balance }) => balance))} className="text-kpi tracking-kpi" strong />
      </div>
      <p className="text-sm text-muted-foreground">
        {owed.length === 0
          ? "No debe nada de lo facturado."
          : `En ${formatCount(owed.length, "factura", "facturas")}${oldest ? `; la más antigua es del ${formatDate(oldest)}` : ""}.`}
        {more && " Solo cuenta sus últimas 100 facturas."}
      </p>
      <Button asChild variant="outline" size="sm" className="sm:ml-auto">
        <Link href={accountPath(patient.id)}>Estado de cuenta</Link>
      </Button>
    </section>
  );
}

const CSV: CsvColumn<InvoiceRow>[] = [
  { label: "Factura", value: ({ number }) => number ?? "Borrador" },
  { label: "Fecha", value: invoiceDay },
  { label: "Estado", value: ({ status }) => STATES[status].label },
  { label: "Total", value: ({ total }) => typedDecimal(total) },
  { label: "Cobrado", value: ({ paid }) => typedDecimal(paid) },
  { label: "Saldo", value: ({ status, balance }) => (status === "ISSUED" ? typedDecimal(balance) : null) },
];

const COLUMNS: ColumnDef<InvoiceRow>[] = [
  {
    id: "number",
    header: "Factura",
    cell: ({ row }) => (row.original.number ? <span className="font-mono">{row.original.number}</span> : "Borrador"),
    meta: { sort: "number" },
  },
  {
    id: "date",
    header: "Fecha",
    cell: ({ row }) => invoiceDay(row.original),
    meta: { sort: "created_at", className: "whitespace-nowrap tabular-nums" },
  },
  { id: "state", header: "Estado", cell: ({ row }) => <InvoiceState invoice={row.original} /> },
  { id: "total", header: "Total", cell: ({ row }) => <Money value={row.original.total} />, meta: { align: "right" } },
  {
    id: "paid",
    header: "Cobrado",
    cell: ({ row }) => <Money value={row.original.paid} dashZero />,
    meta: { align: "right" },
  },
  {
    id: "balance",
    header: "Saldo",
    cell: ({ row }) =>
      row.original.status === "ISSUED" ? (
        <Money value={row.original.balance} strong dashZero />
      ) : (
        <Money value={null} />
      ),
    meta: { align: "right" },
  },
];
