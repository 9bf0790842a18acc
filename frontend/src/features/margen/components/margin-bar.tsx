import type { MarginRow } from "@/entities/report/schema";
import { formatMoney } from "@/lib/format";

const COSTS = [
  { key: "materials", label: "Materiales", className: "bg-foreground/50" },
  { key: "commission", label: "Comisión", className: "bg-foreground/30" },
  { key: "expenses", label: "Gastos", className: "bg-foreground/15" },
] as const;

type BarProps = { row: Pick<MarginRow, "income" | "materials" | "commission" | "expenses" | "margin">; scale: number };

/** Where the income goes, on one scale for all rows: the costs in greys, the margin in the only colour. */
export function MarginBar({ row, scale }: BarProps) {
  const share = (value: string | number) => `${(Math.max(Number(value), 0) / scale) * 100}%`;
  const loses = Number(row.margin) < 0;
  const label = `Ingresos ${formatMoney(row.income)}: materiales ${formatMoney(row.materials)}, comisión ${formatMoney(row.commission)}, gastos ${formatMoney(row.expenses)}, margen ${formatMoney(row.margin)}`;
  return (
    <span role="img" aria-label={label} className="relative flex h-3.5 w-full items-stretch gap-px">
      {COSTS.map(({ key, className }) => (
        <span key={key} className={`${className} first:rounded-l-[3px]`} style={{ width: share(row[key]) }} />
      ))}
      {loses ? (
        <span className="absolute inset-y-[-3px] w-0.5 bg-danger" style={{ left: share(row.income) }} />
      ) : (
        <span className="rounded-r-[3px] bg-primary" style={{ width: share(row.margin) }} />
      )}
    </span>
  );
}

/** The widest that any row's bar may be: its income, or its costs where they pass it. */
export const scaleOf = (rows: readonly BarProps["row"][]) =>
  Math.max(
    1,
    ...rows.map((row) =>
      Math.max(Number(row.income), Number(row.materials) + Number(row.commission) + Number(row.expenses)),
    ),
  );

export function BarLegend() {
  return (
    <ul aria-label="Colores de las barras" className="flex flex-wrap gap-x-3.5 gap-y-1 text-xs text-muted-foreground">
      {[...COSTS, { key: "margin", label: "Margen", className: "bg-primary" }].map(({ key, label, className }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span aria-hidden className={`h-2.5 w-3.5 rounded-[2px] ${className}`} />
          {label}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="h-3.5 w-0.5 bg-danger" />
        Ingreso no cubre
      </li>
    </ul>
  );
}
