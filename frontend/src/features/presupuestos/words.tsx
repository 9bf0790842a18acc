import { Ban, CalendarX2, CircleCheck, CircleDot, FilePen, Send, Trash2, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Quote, QuoteRow } from "@/entities/quote/schema";
import { compare, subtract } from "@/lib/decimal";
import { formatDate, formatMoney } from "@/lib/format";

type Look = {
  label: string;
  icon: LucideIcon;
  variant: "neutral" | "info" | "success" | "danger" | "warning";
};

export const QUOTE_LOOKS: Record<QuoteRow["state"], Look> = {
  DRAFT: { label: "Borrador", icon: FilePen, variant: "neutral" },
  SENT: { label: "Enviado", icon: Send, variant: "info" },
  ACCEPTED: { label: "Aceptado", icon: CircleCheck, variant: "success" },
  REJECTED: { label: "Rechazado", icon: Ban, variant: "danger" },
  EXPIRED: { label: "Vencido", icon: CalendarX2, variant: "warning" },
  SUPERSEDED: { label: "Reemplazado", icon: CircleDot, variant: "neutral" },
  DISCARDED: { label: "Descartado", icon: Trash2, variant: "neutral" },
};
const PART: Look = { label: "Aceptado en parte", icon: CircleDot, variant: "warning" };

export function QuoteBadge({ quote }: { quote: QuoteRow }) {
  const partly = quote.state === "ACCEPTED" && compare(quote.accepted_total, quote.total) < 0;
  const { label, icon, variant } = partly ? PART : QUOTE_LOOKS[quote.state];
  return (
    <Badge icon={icon} variant={variant}>
      {label}
    </Badge>
  );
}

export function subtitleOf(quote: Quote) {
  const whole = formatMoney(quote.total);
  if (quote.state === "ACCEPTED")
    return `${formatMoney(quote.accepted_total)} de ${whole} aceptados. Facturado o en borrador ${formatMoney(quote.billed_total)}, por hacer ${formatMoney(subtract(quote.accepted_total, quote.billed_total))}.`;
  if (quote.state === "REJECTED") return `${whole}. Rechazado: ${quote.reject_reason}`;
  if (quote.state === "DRAFT") return `${whole}. Valdrá ${quote.valid_days} días desde que se envíe.`;
  return quote.valid_until ? `${whole}. Vale hasta el ${formatDate(quote.valid_until)}.` : `${whole}.`;
}

/** The link that opens a chat with the patient, the words written; null without a phone. */
export function chatLink({ number, patient, total, valid_until }: Quote) {
  const phone = patient.phone?.split(";")[0]?.replace(/\D/g, "");
  if (!phone) return null;
  const until = valid_until ? `, válido hasta el ${formatDate(valid_until)}` : "";
  const said = `Buenos días. Le enviamos el presupuesto ${number} por ${formatMoney(total)}${until}.`;
  return `https://wa.me/${phone}?text=${encodeURIComponent(said)}`;
}
