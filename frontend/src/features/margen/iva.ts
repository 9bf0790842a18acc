import type { Purchase, Sale } from "@/entities/report/schema";
import type { CsvColumn } from "@/lib/csv";
import { formatDate } from "@/lib/format";
import { typedMoney } from "@/lib/units";

export const DOCUMENTS: Record<Sale["document"], string> = { INVOICE: "Factura", CREDIT_NOTE: "Nota de crédito" };
const BOUGHT: Record<string, string> = {
  INVOICE: "Factura",
  SALE_NOTE: "Nota de venta",
  LIQUIDATION: "Liquidación de compra",
  CREDIT_NOTE: "Nota de crédito",
  OTHER: "Otro",
};
export const boughtBy = (type: string | null) => (type ? (BOUGHT[type] ?? type) : "—");

export const salesCsv: CsvColumn<Sale>[] = [
  { label: "Fecha", value: ({ day }) => formatDate(day) },
  { label: "Documento", value: ({ document }) => DOCUMENTS[document] },
  { label: "Número", value: (row) => row.number },
  { label: "Estado", value: ({ annulled }) => (annulled ? "Anulada" : "Vigente") },
  { label: "Tipo de identificación", value: ({ id_type }) => id_type },
  { label: "Identificación", value: ({ buyer_document }) => buyer_document },
  { label: "Cliente", value: ({ buyer_name }) => buyer_name },
  { label: "Base 0 %", value: ({ base_zero }) => typedMoney(base_zero) },
  { label: "Base gravada", value: ({ base_taxed }) => typedMoney(base_taxed) },
  { label: "IVA", value: ({ iva }) => typedMoney(iva) },
  { label: "Total", value: ({ total }) => typedMoney(total) },
];

export const purchasesCsv: CsvColumn<Purchase>[] = [
  { label: "Fecha", value: ({ day }) => formatDate(day) },
  { label: "Documento", value: ({ document_type }) => boughtBy(document_type) },
  { label: "Número", value: ({ document_number }) => document_number },
  { label: "RUC", value: ({ supplier_ruc }) => supplier_ruc },
  { label: "Proveedor", value: ({ supplier_name }) => supplier_name },
  { label: "Detalle", value: ({ description }) => description },
  { label: "Base", value: ({ base }) => typedMoney(base) },
  { label: "IVA", value: ({ iva }) => typedMoney(iva) },
  { label: "Total", value: ({ total }) => typedMoney(total) },
  { label: "Retención de renta", value: ({ withheld_income }) => typedMoney(withheld_income) },
  { label: "Retención de IVA", value: ({ withheld_iva }) => typedMoney(withheld_iva) },
];
