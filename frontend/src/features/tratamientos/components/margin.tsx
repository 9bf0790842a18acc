import { ArrowDownRight } from "lucide-react";
import { KpiStrip, type Kpi } from "@/components/patterns/kpi-strip";
import type { Treatment } from "@/entities/treatment/schema";
import { compare, subtract, type Decimal } from "@/lib/decimal";
import { formatAmount, formatMoney, formatPercent, formatPercentLined } from "@/lib/format";
import { ivaLabel, withIva } from "@/lib/iva";
import { cn } from "@/lib/utils";
import { marginOf } from "../costs";

/** `86,7 %`; a loss in red, with an arrow. */
export function MarginPercent({ value, className }: { value: Decimal | null | undefined; className?: string }) {
  if (value === null || value === undefined) return <span className="text-muted-foreground">—</span>;
  const loss = compare(value, 0) < 0;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-0.5 whitespace-nowrap tabular-nums",
        loss && "text-destructive",
        className,
      )}
    >
      {loss && <ArrowDownRight className="size-3.5" aria-hidden />}
      {formatPercentLined(value)}
    </span>
  );
}

/** What the treatment leaves with this cost; while the recipe is typed, also against what is saved. */
export function MarginStrip({ treatment, cost, editing }: { treatment: Treatment; cost: string; editing: boolean }) {
  const { margin, percent } = marginOf(treatment.price, cost);
  const final = withIva(treatment.price, treatment.iva_code);
  const change = (now: string, saved: string, goodWhenUp: boolean): Kpi["change"] => {
    if (!editing) return undefined;
    const difference = subtract(now, saved);
    const side = compare(difference, 0);
    if (side === 0) return { direction: "flat", text: "igual", against: "que lo guardado" };
    return {
      direction: side > 0 ? "up" : "down",
      good: side > 0 === goodWhenUp,
      text: `${side > 0 ? "+" : ""}${formatMoney(difference)}`,
      against: "contra lo guardado",
    };
  };
  const negative = compare(margin, 0) < 0;
  return (
    <KpiStrip
      label="Precio, costo y margen"
      items={[
        {
          label: "Precio sin IVA",
          prefix: "$",
          value: formatAmount(treatment.price),
          unit: `IVA ${ivaLabel(treatment.iva_code)}`,
        },
        { label: "Paga el paciente", prefix: final ? "$" : undefined, value: final ? formatAmount(final) : "—" },
        {
          label: "Costo de insumos",
          prefix: "$",
          value: formatAmount(cost),
          change: change(cost, treatment.cost, false),
        },
        {
          label: "Margen",
          prefix: negative ? "−$" : "$",
          value: <span className={negative ? "text-destructive" : undefined}>{formatAmount(margin)}</span>,
          unit: percent === null ? undefined : formatPercent(percent),
          change: change(margin, treatment.margin, true),
        },
      ]}
    />
  );
}
