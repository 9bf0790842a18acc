import type { Method } from "@/entities/invoice/schema";
import type { SaleRow } from "@/entities/report/schema";
import { endOfMonth } from "@/lib/dates";
import { formatDate, formatMonth, formatWeekday } from "@/lib/format";

export const VIEWS = [
  { by: "day", key: "dia", label: "Por día", column: "Día" },
  { by: "month", key: "mes", label: "Por mes", column: "Mes" },
  { by: "treatment", key: "tratamiento", label: "Por tratamiento", column: "Tratamiento o producto" },
  { by: "professional", key: "profesional", label: "Por profesional", column: "Profesional" },
  { by: "category", key: "categoria", label: "Por categoría", column: "Categoría" },
  { by: "method", key: "pago", label: "Por forma de pago", column: "Forma de pago" },
] as const;
export type View = (typeof VIEWS)[number];

export const METHOD_WORDS: Record<Method, string> = {
  CASH: "Efectivo",
  CARD_DEBIT: "Tarjeta de débito",
  CARD_CREDIT: "Tarjeta de crédito",
  TRANSFER: "Transferencia",
  CHECK: "Cheque",
  OTHER: "Otro medio",
};

const SOURCES: Record<string, string> = {
  INVOICE: "Factura",
  ANNULMENT: "Anulación",
  CREDIT_NOTE: "Nota de crédito",
  PACKAGE: "Paquete",
  PAYMENT: "Pago",
  DEPOSIT: "Anticipo",
  REFUND: "Devolución del saldo a favor",
  RETURNED: "Devolución",
  BOUNCED: "Cheque devuelto",
};
export const sourceOf = (source: string) => SOURCES[source] ?? source;

/** What the bar and the share of a row are of: what was collected, of methods; else what was sold. */
export const figureOf = ({ by }: View) => (by === "method" ? "collected" : "income");

const FILED = { TREATMENT: "T", PRODUCT: "P" };

/** What makes a row of a view, in the address: `2026-11-24`, `T5`, `D4`, `CASH`; `sin` is what belongs to none. */
export function keyOf(row: SaleRow, { by }: View) {
  const key = {
    day: row.day,
    month: row.day?.slice(0, 7),
    treatment: row.kind && `${FILED[row.kind]}${row.reference_id}`,
    professional: row.doctor_id === null ? null : `D${row.doctor_id}`,
    category: row.category && `C${row.category}`,
    method: row.method,
  }[by];
  return key ?? "sin";
}

export function nameOf(row: SaleRow, { by }: View) {
  if (by === "day" && row.day) return `${formatWeekday(row.day)} ${formatDate(row.day)}`;
  if (by === "month" && row.day) return formatMonth(row.day.slice(0, 7));
  if (by === "method" && row.method) return METHOD_WORDS[row.method];
  if (by === "professional") return row.doctor_id ? (row.name ?? `Profesional ${row.doctor_id}`) : "Sin profesional";
  if (by === "category") return row.category ?? "Sin categoría";
  if (!row.kind) return "Otros conceptos";
  return row.name ?? `${row.kind === "PRODUCT" ? "Producto" : "Tratamiento"} ${row.reference_id}`;
}

/** What the lines of a row are asked by. */
export function aboutOf(row: SaleRow, { by }: View, { from, to }: { from: string; to: string }) {
  const span = { from, to };
  if (by === "day") return { from: row.day, to: row.day };
  if (by === "month" && row.day) {
    const last = endOfMonth(row.day);
    return { from: row.day < span.from ? span.from : row.day, to: last > span.to ? span.to : last };
  }
  if (by === "method") return { ...span, method: row.method };
  if (keyOf(row, { by } as View) === "sin") return { ...span, without: by };
  if (by === "professional") return { ...span, doctor_id: row.doctor_id };
  if (by === "category") return { ...span, category: row.category };
  return { ...span, kind: row.kind, reference_id: row.reference_id };
}
