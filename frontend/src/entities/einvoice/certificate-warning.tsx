"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { Alert } from "@/components/ui/alert";
import { issuerPath } from "@/config/navigation";
import { dayOf, daysBetween, today } from "@/lib/dates";
import { formatCount, formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { einvoiceSummaryQuery } from "./queries";

/** How long the certificate still signs, from its last thirty days on: `vence en 12 días`. */
export function expiryOf(until: string) {
  const days = daysBetween(today(), dayOf(until));
  if (days < 0) return "venció";
  return days === 0 ? "vence hoy" : `vence en ${formatCount(days, "día", "días")}`;
}

/** Before the certificate expires, to whoever sees to it or issues with it. */
export function CertificateWarning({ permission }: { permission: "einvoices:read" | "einvoices:issuer" }) {
  const may = useCan(permission);
  const { data } = useQuery({ ...einvoiceSummaryQuery, enabled: may });
  const until = data?.certificate_valid_to;
  if (!may || !until || !data.expires_soon) return null;
  const expired = dayOf(until) < today();
  return (
    <Alert variant={expired ? "destructive" : "warning"}>
      El certificado de firma {expiryOf(until)}, el {formatDate(until)}.{" "}
      {expired
        ? "Lo que se emite queda preparado hasta que haya otro."
        : "Suba el nuevo antes: firma desde que se guarda."}{" "}
      <Link href={issuerPath} className="font-medium underline underline-offset-4">
        Ver el certificado
      </Link>
    </Alert>
  );
}
