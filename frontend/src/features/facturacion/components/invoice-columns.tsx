import type { ColumnDef } from "@tanstack/react-table";
import { Banknote } from "lucide-react";
import { Money } from "@/components/patterns/money";
import { StateBadge, STATES } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import type { InvoiceRow } from "@/entities/invoice/schema";
import type { CsvColumn } from "@/lib/csv";
import { formatDate } from "@/lib/format";
import { typedMoney } from "@/lib/units";
import { cn } from "@/lib/utils";
import { ID_TYPE_LABEL, SRI_WORD } from "../words";
import type { ListTotals } from "./list-totals";

type Options = { footer: ListTotals | null; onCollect: ((row: InvoiceRow) => void) | null };

export function invoiceColumns({ footer, onCollect }: Options): ColumnDef<InvoiceRow>[] {
  return [
    {
      id: "number",
      header: "Factura",
      meta: { sort: "number", footer: footer?.label },
      cell: ({ row: { original } }) => (
        <>
          {original.number ? <span className="whitespace-nowrap font-mono">{original.number}</span> : "Borrador"}
          <span className="block text-xs font-normal tabular-nums text-muted-foreground xl:hidden">
            {dayOf(original)}
          </span>
          <SriWord status={original.einvoice_status} />
        </>
      ),
    },
    {
      id: "buyer",
      header: "Cliente",
      meta: { className: "max-w-40 xl:max-w-64" },
      cell: ({
        row: {
          original: { buyer },
        },
      }) => (
        <span className="block min-w-28">
          <span className="block truncate">{buyer.name}</span>
          {buyer.id_type !== "07" && (
            <span className="block font-mono text-2xs text-muted-foreground">{buyer.document}</span>
          )}
        </span>
      ),
    },
    {
      id: "date",
      header: "Fecha",
      meta: { sort: "issue_date", className: "hidden xl:table-cell" },
      cell: ({ row: { original } }) => <span className="whitespace-nowrap tabular-nums">{dayOf(original)}</span>,
    },
    {
      id: "doctor",
      header: "Profesional",
      meta: { drop: 2 },
      cell: ({ row: { original } }) => original.doctor?.name ?? "—",
    },
    { id: "status", header: "Estado", cell: ({ row: { original } }) => <InvoiceBadge invoice={original} /> },
    {
      id: "iva",
      header: "IVA",
      meta: { align: "right", drop: 1, footer: footer?.iva && <Money value={footer.iva} /> },
      cell: ({ row: { original } }) => <Money value={original.iva} dashZero />,
    },
    {
      id: "total",
      header: "Total",
      meta: { align: "right", footer: footer && <Money value={footer.total} strong /> },
      cell: ({ row: { original } }) => <Money value={original.total} />,
    },
    {
      id: "balance",
      header: "Saldo",
      meta: { align: "right", footer: footer?.balance && <Money value={footer.balance} strong dashZero /> },
      cell: ({ row: { original } }) => (
        <Money value={original.status === "ISSUED" ? original.balance : null} strong dashZero />
      ),
    },
    ...(onCollect
      ? [
          {
            id: "collect",
            header: () => <span className="sr-only">Acción</span>,
            meta: { align: "right", className: "xl:w-28" },
            cell: ({ row: { original } }) =>
              original.status === "ISSUED" &&
              Number(original.balance) > 0 && (
                <Button
                  variant="outline"
                  size="xs"
                  aria-label={`Cobrar la factura ${original.number}`}
                  onClick={() => onCollect(original)}
                >
                  <Banknote aria-hidden className="hidden xl:block" />
                  Cobrar
                </Button>
              ),
          } satisfies ColumnDef<InvoiceRow>,
        ]
      : []),
  ];
}

/** What the SRI has not authorised is told under its number; the rest is quiet. */
function SriWord({ status }: { status: InvoiceRow["einvoice_status"] }) {
  if (!status || status === "AUTHORISED") return null;
  const refused = status === "RETURNED" || status === "NOT_AUTHORISED";
  return (
    <span
      className={cn("block whitespace-nowrap text-xs font-normal", refused ? "text-danger" : "text-muted-foreground")}
    >
      SRI: {SRI_WORD[status]}
    </span>
  );
}

const dayOf = (row: InvoiceRow) => formatDate(row.issue_date ?? row.dated_on);

/** Of an issued invoice what matters is what is owed; of the others, what became of them or must be done. */
function stateOf({ status, payment_status, needs_mending }: InvoiceRow) {
  if (status === "ISSUED") return `PAYMENT_${payment_status}` as const;
  return needs_mending ? "TO_MEND" : status;
}

export const InvoiceBadge = ({ invoice }: { invoice: InvoiceRow }) => <StateBadge state={stateOf(invoice)} />;

export const csvColumns: CsvColumn<InvoiceRow>[] = [
  { label: "Número", value: (row) => row.number },
  { label: "Fecha", value: (row) => row.issue_date ?? row.dated_on },
  { label: "Estado", value: (row) => STATES[row.status].label },
  { label: "Pago", value: (row) => (row.status === "ISSUED" ? STATES[`PAYMENT_${row.payment_status}`].label : null) },
  { label: "Tipo de documento", value: (row) => ID_TYPE_LABEL[row.buyer.id_type] },
  { label: "Documento", value: (row) => row.buyer.document },
  { label: "Cliente", value: (row) => row.buyer.name },
  { label: "Profesional", value: (row) => row.doctor?.name },
  { label: "Subtotal", value: (row) => typedMoney(row.subtotal) },
  { label: "Descuento", value: (row) => typedMoney(row.discount) },
  { label: "IVA", value: (row) => typedMoney(row.iva) },
  { label: "Total", value: (row) => typedMoney(row.total) },
  { label: "Pagado", value: (row) => typedMoney(row.paid) },
  { label: "Último pago recibido el", value: (row) => row.last_received_on ?? null },
  { label: "Saldo", value: (row) => (row.status === "ISSUED" ? typedMoney(row.balance) : null) },
];
