import type { InvoiceRow, InvoiceTotals } from "@/entities/invoice/schema";
import type { Page } from "@/lib/api";
import { add } from "@/lib/decimal";
import { formatCount, formatQuantity } from "@/lib/format";

export type ListTotals = { label: string; iva: string | null; total: string; balance: string | null };

const WORDS: Record<InvoiceRow["status"], [string, string]> = {
  DRAFT: ["borrador", "borradores"],
  ISSUED: ["emitida", "emitidas"],
  ANNULLED: ["anulada", "anuladas"],
  DISCARDED: ["descartada", "descartadas"],
};

/**
 * The sums under the list. The service adds up whole periods, of issued invoices or of one
 * status; under any other filter they are of the rows in view, and say so. What was annulled
 * or discarded counts only where it is what was asked for.
 */
export function listTotals(
  page: Page<InvoiceRow> | undefined,
  totals: InvoiceTotals | undefined,
  { status, payment_status, patient_id, needs_mending }: Record<string, string | null | undefined>,
  search: string,
): ListTotals | null {
  if (!page || page.data.length === 0) return null;
  const wholePeriod = !search && !payment_status && !patient_id && !needs_mending;
  if (wholePeriod && totals && (!status || status === "ISSUED")) {
    return {
      label: `Emitidas: ${formatQuantity(totals.count)}`,
      iva: totals.iva,
      total: totals.total,
      balance: totals.balance,
    };
  }
  const ofStatus = wholePeriod ? totals?.by_status.find((row) => row.status === status) : undefined;
  if (ofStatus)
    return {
      label: formatCount(ofStatus.count, ...WORDS[ofStatus.status]),
      iva: null,
      total: ofStatus.total,
      balance: null,
    };
  const named = status || needs_mending;
  const rows = named ? page.data : page.data.filter((row) => row.status === "ISSUED");
  const whole = page.next === null && page.data.length === (page.total ?? page.data.length);
  return {
    label: `${named ? formatCount(rows.length, "factura", "facturas") : `Emitidas: ${rows.length}`}${whole ? "" : " en esta página"}`,
    iva: add(rows.map((row) => row.iva)),
    total: add(rows.map((row) => row.total)),
    balance: add(rows.filter((row) => row.status === "ISSUED").map((row) => row.balance)),
  };
}
