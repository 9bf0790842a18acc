import { KpiStrip, type Kpi } from "@/components/patterns/kpi-strip";
import { changeOf, sumParts } from "@/entities/report/compared";
import type { Margin } from "@/entities/report/schema";
import { formatAmount, formatPercent } from "@/lib/format";
import { shareOf } from "../words";

/** The month against the same days of the one before. */
export function MarginKpis({ margin }: { margin: Margin }) {
  const { result, previous } = margin;
  const against = { from: previous.from, to: previous.to };
  const sum = (label: string, now: string, then: string): Kpi => ({
    label,
    ...sumParts(now),
    change: changeOf({ now, then, against, moreIsGood: true }),
  });
  return (
    <KpiStrip
      label="Cifras del mes"
      items={[
        sum("Ingresos", result.income, previous.income),
        ofIncome("Materiales", result.materials, previous.materials, margin, false),
        sum("Resultado", result.result, previous.result),
        ofIncome("Margen sobre ingresos", result.result, previous.result, margin, true),
      ]}
    />
  );
}

/** A share of the income, and by how many points it moved. */
function ofIncome(label: string, now: string, then: string, { result, previous }: Margin, moreIsGood: boolean): Kpi {
  const share = shareOf(now, result.income);
  const before = shareOf(then, previous.income);
  const points = share !== null && before !== null ? share - before : null;
  const direction = points === null || Math.abs(points) < 0.05 ? "flat" : points > 0 ? "up" : "down";
  return {
    label,
    value: share === null ? "—" : formatPercent(share.toFixed(1)),
    note: share === null ? "Sin ingresos en el mes" : "de lo ingresado",
    change:
      points === null
        ? undefined
        : {
            direction,
            good: direction === "flat" ? undefined : (direction === "up") === moreIsGood,
            text: `${formatAmount(Math.abs(points).toFixed(1)).replace(/0$/, "")} pts`,
            against: "vs. mes anterior",
          },
  };
}
