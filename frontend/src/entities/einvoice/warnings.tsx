"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { Alert } from "@/components/ui/alert";
import { issuerPath } from "@/config/navigation";
import { formatCount } from "@/lib/format";
import { useCan } from "@/lib/session";
import { leftAtDayEnd } from "./notices";
import { einvoiceSummaryQuery } from "./queries";

/** From the end of the day on: what it leaves without the SRI's authorisation, to whoever sees to it. */
export function DayEndWarning({ linked = false }: { linked?: boolean }) {
  const may = useCan("einvoices:write");
  const { data } = useQuery({ ...einvoiceSummaryQuery, enabled: may });
  const left = may ? leftAtDayEnd(data) : 0;
  if (left === 0) return null;
  return (
    <Alert variant="warning">
      Termina el día con {formatCount(left, "comprobante", "comprobantes")} sin autorizar. Lo que avanza solo sigue de
      noche; lo devuelto o no autorizado espera a una persona.
      {linked && (
        <>
          {" "}
          <Link href="/comprobantes/" className="font-medium underline underline-offset-4">
            Ver los comprobantes
          </Link>
        </>
      )}
    </Alert>
  );
}

/** From 15 December on, while nobody has said whether next year's general rate of IVA is the same. */
export function IvaWarning({ permission }: { permission: "einvoices:read" | "einvoices:issuer" }) {
  const may = useCan(permission);
  const { data } = useQuery({ ...einvoiceSummaryQuery, enabled: may });
  if (!may || !data?.iva_to_confirm) return null;
  return (
    <Alert variant="warning">
      Nadie ha confirmado la tarifa general de IVA de {data.iva_to_confirm}.{" "}
      <Link href={issuerPath} className="font-medium underline underline-offset-4">
        Ver las tarifas
      </Link>
    </Alert>
  );
}
