"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Undo2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { accountPath, invoicePath } from "@/config/navigation";
import { exportRefunds, refundsQuery } from "@/entities/account/queries";
import type { Refund } from "@/entities/account/schema";
import { METHOD_LABEL } from "@/entities/expense/schema";
import { METHODS } from "@/entities/invoice/schema";
import type { CsvColumn } from "@/lib/csv";
import { formatDate } from "@/lib/format";
import { typedMoney } from "@/lib/units";

const OF = { REFUND: "Saldo a favor", RETURNED: "Factura" } as const;

/** Of what was given back of an account before names were kept with it, the account says whose it is. */
const whoseOf = ({ buyer_name }: Refund) => buyer_name ?? "Sin registro";

/** Where it came from: the note that took it off an invoice, or the patient's account. */
function Origin({ row }: { row: Refund }) {
  const account = row.patient_id !== null && (
    <Link className="font-medium text-primary hover:underline" href={accountPath(row.patient_id)}>
      Cuenta del paciente
    </Link>
  );
  if (row.invoice_id === null) return account || "—";
  return (
    <Link className="font-mono font-medium text-primary hover:underline" href={invoicePath(row.invoice_id)}>
      {row.invoice_number}
    </Link>
  );
}

const columns: ColumnDef<Refund>[] = [
  {
    id: "day",
    header: "Fecha",
    cell: ({ row }) => formatDate(row.original.day),
    meta: { sort: "day", className: "whitespace-nowrap" },
  },
  { id: "kind", header: "De", cell: ({ row }) => OF[row.original.kind], meta: { className: "whitespace-nowrap" } },
  { id: "origin", header: "Origen", cell: ({ row }) => <Origin row={row.original} /> },
  {
    id: "buyer",
    header: "Cliente",
    cell: ({ row }) => <span className="block truncate">{whoseOf(row.original)}</span>,
    meta: { className: "max-w-48", drop: 2 },
  },
  { id: "method", header: "Forma", cell: ({ row }) => METHOD_LABEL[row.original.method], meta: { drop: 3 } },
  {
    id: "reason",
    header: "Motivo",
    cell: ({ row }) => <span className="block truncate">{row.original.reason ?? "—"}</span>,
    meta: { className: "max-w-64", drop: 4 },
  },
  { id: "by", header: "Quién", cell: ({ row }) => row.original.recorded_by.name, meta: { drop: 1 } },
  {
    id: "amount",
    header: "Devuelto",
    cell: ({ row }) => <Money value={row.original.amount} strong />,
    meta: { sort: "amount", align: "right" },
  },
];

const csvColumns: CsvColumn<Refund>[] = [
  { label: "Fecha", value: (row) => row.day },
  { label: "De", value: (row) => OF[row.kind] },
  { label: "Factura", value: (row) => row.invoice_number },
  { label: "Cliente", value: whoseOf },
  { label: "Forma", value: (row) => METHOD_LABEL[row.method] },
  { label: "Referencia", value: (row) => row.reference },
  { label: "Motivo", value: (row) => row.reason },
  { label: "Quién", value: (row) => row.recorded_by.name },
  { label: "Devuelto", value: (row) => typedMoney(row.amount) },
];

/** Everything that was given back, and where each came from. */
export function RefundsPage() {
  return (
    <RequirePermission permission="invoices:read" what="las devoluciones">
      <PageBody>
        <Refunds />
      </PageBody>
    </RequirePermission>
  );
}

function Refunds() {
  const state = useListState({ filters: ["kind", "method", "from", "to", "patient_id"], sort: "-day" });
  const query = useQuery(refundsQuery(state.params));
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Facturación", href: "/facturacion/" }, { label: "Devoluciones" }]}
        title="Devoluciones"
        subtitle="El dinero que se devolvió. Una hecha por error no se borra: se recibe otra vez como abono en la cuenta del paciente."
      />
      <DataTable
        label="devoluciones"
        columns={columns}
        query={query}
        state={state}
        rowId={(row) => row.id}
        phone={(row) => ({
          title: whoseOf(row),
          detail: `${OF[row.kind]} · ${formatDate(row.day)} · ${METHOD_LABEL[row.method]}`,
          sum: <Money value={row.amount} strong />,
        })}
        toolbar={{
          search: "Motivo, cliente o factura",
          facets: [
            {
              name: "kind",
              label: "De",
              options: [
                { value: "REFUND", label: "Saldo a favor" },
                { value: "RETURNED", label: "Una factura" },
              ],
            },
            {
              name: "method",
              label: "Forma",
              options: METHODS.map((value) => ({ value, label: METHOD_LABEL[value] })),
            },
          ],
          dateRange: true,
          actions: <ExportButton name="devoluciones" columns={csvColumns} ask={exportRefunds(state.params)} />,
        }}
        empty={
          <EmptyState bare icon={Undo2} title="Aún no se devolvió nada">
            Se devuelve desde la cuenta del paciente, o con una nota de crédito desde la factura.
          </EmptyState>
        }
      />
    </>
  );
}
