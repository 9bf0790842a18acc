import { useQuery } from "@tanstack/react-query";
import { einvoicePath, issuerPath } from "@/config/navigation";
import { timeOf } from "@/lib/dates";
import { formatAgo, formatCount, formatDate } from "@/lib/format";
import { expiryOf } from "./certificate-warning";
import { einvoicesQuery, einvoiceSummaryQuery } from "./queries";
import type { Summary } from "./schema";
import { DOCUMENT_LOOK, isRefused } from "./state";

/** Seconds after which even what goes on by itself is worth a look. */
const LATE = 30 * 60;
const EVERY_MINUTE = 60_000;
/** From then on, by the clinic's clock, the day ends: what it leaves without the SRI's authorisation is told. */
const DAY_ENDS = "18:00";

/** How many documents the day leaves without their authorisation, from its end on; nought before. */
export function leftAtDayEnd(summary: Summary | undefined, now = new Date()) {
  if (!summary || timeOf(now) < DAY_ENDS) return 0;
  return summary.states.reduce((sum, { count }) => sum + count, 0);
}

/** What of the electronic documents waits for a person: what the SRI refused, what is late, the certificate. */
export function useEinvoiceNotices(enabled: boolean) {
  const refused = useQuery({
    ...einvoicesQuery({ waits: "PERSON", sort: "created_at", limit: 5, total: true }),
    refetchInterval: EVERY_MINUTE,
    enabled,
  });
  const summary = useQuery({ ...einvoiceSummaryQuery, enabled });
  const { data } = summary;
  const late = data?.states.filter((row) => !isRefused(row) && row.oldest > LATE) ?? [];
  const left = leftAtDayEnd(data);
  const lines = [
    ...(left > 0
      ? [
          {
            key: "day-end",
            href: "/comprobantes/",
            main: `Termina el día con ${formatCount(left, "comprobante", "comprobantes")} sin autorizar`,
          },
        ]
      : []),
    ...(data?.iva_to_confirm
      ? [{ key: "iva", href: issuerPath, main: `Falta confirmar la tarifa de IVA de ${data.iva_to_confirm}` }]
      : []),
    ...(data?.expires_soon && data.certificate_valid_to
      ? [
          {
            key: "certificate",
            href: issuerPath,
            main: `El certificado de firma ${expiryOf(data.certificate_valid_to)}`,
            side: formatDate(data.certificate_valid_to),
          },
        ]
      : []),
    ...late.map(({ status, count, oldest_at }) => ({
      key: status,
      href: `/comprobantes/?status=${status}`,
      main: `${formatCount(count, "comprobante", "comprobantes")} sin autorizar, en «${DOCUMENT_LOOK[status].label}»`,
      side: formatAgo(oldest_at),
    })),
    ...(refused.data?.data ?? []).map((row) => ({
      key: row.id,
      href: einvoicePath(row.id),
      main: `${row.number} · ${row.buyer_name}`,
      under: row.advice?.meaning,
    })),
  ];
  return {
    pending: refused.isPending || summary.isPending,
    error: refused.error ?? summary.error,
    count: lines.length - (refused.data?.data.length ?? 0) + (refused.data?.total ?? 0),
    exact: refused.data?.total_exact !== false,
    lines,
  };
}
