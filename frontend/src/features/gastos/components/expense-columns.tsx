import type { ColumnDef } from "@tanstack/react-table";
import { Money } from "@/components/patterns/money";
import { StateBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { DOCUMENT_LABEL, METHOD_LABEL, type Expense } from "@/entities/expense/schema";
import type { CsvColumn } from "@/lib/csv";
import { formatDate } from "@/lib/format";
import { cn } from "@/lib/utils";
import { typedMoney } from "@/lib/units";

export const expenseColumns = (footer: { label: string; total: string } | null): ColumnDef<Expense>[] => [
  {
    id: "description",
    header: "Detalle",
    meta: { footer: footer?.label, className: "max-w-52 xl:max-w-72 [&>button]:max-w-full [&>button]:align-middle" },
    cell: ({ row: { original } }) => (
      <span className="flex items-center gap-2">
        <span className={cn("truncate", !original.active && "line-through")}>{original.description}</span>
        {original.document_type === "CREDIT_NOTE" && <Badge variant="outline">Nota de crédito</Badge>}
        {!original.active && <StateBadge state="ANNULLED" label="Anulado" />}
      </span>
    ),
  },
  {
    id: "date",
    header: "Fecha",
    meta: { sort: "date" },
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap tabular-nums">{formatDate(original.date)}</span>
    ),
  },
  {
    id: "category",
    header: "Categoría",
    meta: { className: "max-w-36 xl:max-w-48", drop: 5 },
    cell: ({ row: { original } }) => <span className="block truncate">{original.category}</span>,
  },
  {
    id: "supplier",
    header: "Proveedor",
    meta: { className: "max-w-40 xl:max-w-56", drop: 4 },
    cell: ({ row: { original } }) => <span className="block truncate">{original.supplier_name ?? "—"}</span>,
  },
  {
    id: "document",
    header: "Comprobante",
    meta: { drop: 3 },
    cell: ({ row: { original } }) => <span className="font-mono text-xs">{original.document_number ?? "—"}</span>,
  },
  {
    id: "method",
    header: "Forma de pago",
    meta: { drop: 2 },
    cell: ({ row: { original } }) => METHOD_LABEL[original.payment_method],
  },
  {
    id: "recorded_by",
    header: "Registrado por",
    meta: { drop: 1 },
    cell: ({ row: { original } }) => original.recorded_by.name,
  },
  {
    id: "amount",
    header: "Valor",
    meta: { sort: "amount", align: "right", footer: footer && <Money value={footer.total} strong /> },
    cell: ({ row: { original } }) => (
      <Money value={original.amount} className={original.active ? undefined : "line-through"} />
    ),
  },
];

/** The titles that an import knows: what was exported can be mended and imported. */
export const csvColumns: CsvColumn<Expense>[] = [
  { label: "Fecha", value: (row) => row.date },
  { label: "Categoría", value: (row) => row.category },
  { label: "Detalle", value: (row) => row.description },
  { label: "Proveedor", value: (row) => row.supplier_name },
  { label: "RUC del proveedor", value: (row) => row.supplier_ruc },
  { label: "Documento", value: (row) => row.document_type && DOCUMENT_LABEL[row.document_type] },
  { label: "Comprobante", value: (row) => row.document_number },
  { label: "Factura que modifica", value: (row) => row.modified_number },
  { label: "Forma de pago", value: (row) => METHOD_LABEL[row.payment_method] },
  { label: "Estado", value: (row) => (row.active ? "Vigente" : "Anulado") },
  { label: "Motivo de anulación", value: (row) => row.void_reason },
  { label: "Registrado por", value: (row) => row.recorded_by.name },
  { label: "IVA incluido", value: (row) => typedMoney(row.iva) },
  { label: "Parte al 0 %", value: (row) => typedMoney(row.base_zero) },
  { label: "Autorización", value: (row) => row.authorisation },
  { label: "Sustento tributario", value: (row) => row.tax_support },
  { label: "Retención de renta", value: (row) => typedMoney(row.withheld_income) },
  { label: "Retención de IVA", value: (row) => typedMoney(row.withheld_iva) },
  { label: "Código de retención", value: (row) => row.income_code },
  { label: "Comprobante de retención", value: (row) => row.withholding_number },
  { label: "Autorización de la retención", value: (row) => row.withholding_authorisation },
  { label: "Valor", value: (row) => typedMoney(row.amount) },
];
