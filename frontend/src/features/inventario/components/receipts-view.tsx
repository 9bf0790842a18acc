"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Ban, FileWarning, ReceiptText } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Money } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { askReceipts, receiptsQuery } from "@/entities/receipt/queries";
import type { Receipt } from "@/entities/receipt/schema";
import { useUrlState } from "@/hooks/use-url-state";
import type { CsvColumn } from "@/lib/csv";
import { formatCount, formatDate, formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { typedMoney } from "@/lib/units";

const ReceiptDetail = lazy(() => import("./receipt-detail").then((file) => file.ReceiptDetail));

const supplierOf = ({ document }: Receipt) => document?.supplier_name ?? "Sin documento";
const sumOf = ({ document, material }: Receipt) => document?.amount ?? material;

function State({ receipt }: { receipt: Receipt }) {
  if (receipt.annulled_at)
    return (
      <Badge variant="danger" icon={Ban}>
        Anulada
      </Badge>
    );
  if (receipt.document) return null;
  return (
    <Badge variant="warning" icon={FileWarning}>
      Falta el documento
    </Badge>
  );
}

const CSV: CsvColumn<Receipt>[] = [
  { label: "Ingreso", value: (row) => row.id },
  { label: "Recibido", value: (row) => formatDateTime(row.received_at) },
  { label: "Proveedor", value: (row) => row.document?.supplier_name },
  { label: "RUC", value: (row) => row.document?.supplier_ruc },
  { label: "Documento", value: (row) => row.document?.document_number },
  { label: "Fecha del documento", value: (row) => row.document && formatDate(row.document.date) },
  { label: "Total", value: (row) => row.document && typedMoney(row.document.amount) },
  { label: "IVA", value: (row) => row.document && typedMoney(row.document.iva) },
  { label: "Material", value: (row) => typedMoney(row.material) },
  { label: "Recibió", value: (row) => row.received_by.name },
  { label: "Anulada", value: (row) => row.annulled_reason },
];

const columns: ColumnDef<Receipt>[] = [
  {
    id: "received_at",
    header: "Recibido",
    cell: ({ row }) => (
      <span className="whitespace-nowrap tabular-nums">{formatDateTime(row.original.received_at)}</span>
    ),
  },
  {
    id: "supplier",
    header: "Proveedor",
    meta: { className: "min-w-40" },
    cell: ({ row }) => (
      <span className="block max-w-72 truncate" title={supplierOf(row.original)}>
        {supplierOf(row.original)}
      </span>
    ),
  },
  {
    id: "document",
    header: "Documento",
    meta: { drop: 2 },
    cell: ({ row }) => (
      <span className="whitespace-nowrap font-mono text-xs">{row.original.document?.document_number ?? "—"}</span>
    ),
  },
  {
    id: "lines",
    header: "Líneas",
    meta: { align: "right", drop: 3 },
    cell: ({ row }) => row.original.line_count,
  },
  { id: "state", header: "Estado", cell: ({ row }) => <State receipt={row.original} /> },
  {
    id: "by",
    header: "Recibió",
    meta: { drop: 4 },
    cell: ({ row }) => <span className="block max-w-40 truncate">{row.original.received_by.name}</span>,
  },
  {
    id: "amount",
    header: "Total",
    meta: { align: "right" },
    cell: ({ row }) => <Money value={sumOf(row.original)} strong />,
  },
];

/** What came in together, with the document of each purchase. */
export function ReceiptsView() {
  const url = useUrlState();
  const state = useListState({ filters: ["documented", "annulled"] });
  const query = useQuery(receiptsQuery(state.params));
  const open = Number(url.get("ingreso")) || null;
  return (
    <>
      <DataTable
        label="compras"
        columns={columns}
        query={query}
        state={state}
        rowId={(receipt) => receipt.id}
        onOpen={(receipt) => url.set({ ingreso: String(receipt.id) })}
        phone={(receipt) => ({
          title: supplierOf(receipt),
          badge: <State receipt={receipt} />,
          detail: `${formatDateTime(receipt.received_at)} · ${receipt.document?.document_number ?? formatCount(receipt.line_count, "línea", "líneas")}`,
          sum: <Money value={sumOf(receipt)} strong />,
        })}
        empty={
          <EmptyState bare icon={ReceiptText} title="Aún no hay compras">
            Aquí queda lo que entró junto, con el documento de su proveedor.
          </EmptyState>
        }
        toolbar={{
          search: "Proveedor, documento o quién",
          facets: [
            {
              name: "documented",
              label: "Documento",
              options: [
                { value: "true", label: "Con documento" },
                { value: "false", label: "Falta el documento" },
              ],
            },
            {
              name: "annulled",
              label: "Estado",
              options: [
                { value: "false", label: "En pie" },
                { value: "true", label: "Anuladas" },
              ],
            },
          ],
          actions: (
            <ExportButton
              name="compras"
              columns={CSV}
              ask={(after, signal) => askReceipts({ ...state.params, after, limit: 100 }, signal)}
            />
          ),
        }}
      />
      {open !== null && <ReceiptDetail id={open} onClose={() => url.set({ ingreso: null })} />}
    </>
  );
}
