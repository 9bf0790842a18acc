import { Ban, CalendarX2, CircleCheck, CircleDot, FilePen, Send, Trash2, type LucideIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { compare } from "@/lib/decimal";
import type { QuoteRow } from "./schema";

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
