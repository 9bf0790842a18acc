import { DetailList } from "@/components/patterns/detail-list";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { Issuer } from "@/entities/einvoice/schema";
import { PAYMENT_CODES, REGIMES } from "../issuer-form";

const labelOf = (options: { value: string; label: string }[], value: string) =>
  options.find((option) => option.value === value)?.label;

/** The issuer, to whoever may not change it. */
export function IssuerFacts({ issuer }: { issuer: Issuer }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Emisor</CardTitle>
      </CardHeader>
      <CardContent>
        <DetailList
          columns={2}
          items={[
            { label: "RUC", value: issuer.ruc && <span className="font-mono">{issuer.ruc}</span> },
            { label: "Razón social", value: issuer.legal_name },
            { label: "Nombre comercial", value: issuer.trade_name },
            { label: "Dirección de la matriz", value: issuer.head_office },
            ...issuer.establishments.map(({ code, address }) => ({ label: `Establecimiento ${code}`, value: address })),
            { label: "Régimen", value: labelOf(REGIMES, issuer.rimpe ?? "NONE") },
            { label: "Obligado a llevar contabilidad", value: issuer.keeps_accounts ? "Sí" : "No" },
            { label: "Contribuyente especial", value: issuer.special_taxpayer },
            { label: "Agente de retención", value: issuer.withholding_agent },
            { label: "RUC Proveedor", value: issuer.supplier_ruc ?? issuer.supplier_reason },
            { label: "Forma de pago de lo emitido sin cobrar", value: labelOf(PAYMENT_CODES, issuer.payment_code) },
          ]}
        />
      </CardContent>
    </Card>
  );
}
