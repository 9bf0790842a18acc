import type { ReactNode } from "react";
import { Money } from "@/components/patterns/money";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { isZero } from "@/lib/decimal";
import { formatPercent } from "@/lib/format";
import type { Totals } from "../totals";

type TotalsCardProps = { totals: Totals; children?: ReactNode; note?: ReactNode };

/** The sums as the tax authority lays them out: a base for each rate, the IVA, the total. */
export function TotalsCard({ totals, note, children }: TotalsCardProps) {
  return (
    <Card aria-label="Totales">
      <CardHeader>
        <CardTitle>Totales</CardTitle>
      </CardHeader>
      <div className="px-4 pb-4">
        <TotalsList totals={totals} />
        {note}
      </div>
      {children && <div className="space-y-2 border-t border-border p-4">{children}</div>}
    </Card>
  );
}

const LABEL: Record<string, string> = { "6": "No objeto de IVA", "7": "Exento de IVA" };
export const baseLabel = (code: string, rate: string) => LABEL[code] ?? `Subtotal ${formatPercent(rate)}`;

export function TotalsList({ totals }: { totals: Totals }) {
  return (
    <dl className="space-y-1.5 text-sm" aria-live="polite">
      {totals.taxes.map(({ iva_code, iva_rate, base }) => (
        <Sum key={iva_code} label={baseLabel(iva_code, iva_rate)} value={base} />
      ))}
      {!isZero(totals.discount) && <Sum label="Descuento aplicado" value={totals.discount} />}
      {totals.taxes.length !== 1 && <Sum label="Subtotal sin impuestos" value={totals.subtotal} />}
      {totals.taxes
        .filter(({ iva_rate }) => !isZero(iva_rate))
        .map(({ iva_code, iva_rate, iva }) => (
          <Sum key={iva_code} label={`IVA ${formatPercent(iva_rate)}`} value={iva} />
        ))}
      <div className="flex items-baseline justify-between border-t border-border pt-2 text-base">
        <dt className="font-semibold">Total</dt>
        <dd>
          <Money value={totals.total} strong className="text-xl" />
        </dd>
      </div>
    </dl>
  );
}

const Sum = ({ label, value }: { label: string; value: string }) => (
  <div className="flex items-baseline justify-between gap-3">
    <dt className="text-muted-foreground">{label}</dt>
    <dd>
      <Money value={value} />
    </dd>
  </div>
);
