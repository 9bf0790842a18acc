import type { Decimal } from "@/lib/decimal";
import { formatAmount, formatUnitCost } from "@/lib/format";
import { cn } from "@/lib/utils";

type MoneyProps = {
  value: Decimal | null | undefined;
  /** For balances and totals. */
  strong?: boolean;
  /** Zero as a dash: in columns where most rows owe nothing. */
  dashZero?: boolean;
  className?: string;
};

/** `$1.284,50` with a muted sign; negatives in red with a true minus. */
export function Money({ value, strong, dashZero, className }: MoneyProps) {
  const number = Number(value);
  if (value === null || value === undefined || (dashZero && number === 0)) {
    return <span className={cn("text-muted-foreground", className)}>—</span>;
  }
  const negative = number < 0;
  return (
    <span
      className={cn(
        "whitespace-nowrap tabular-nums",
        strong && "font-semibold",
        negative && "text-destructive",
        className,
      )}
    >
      {negative && "−"}
      <span className={cn("font-normal", !negative && "text-muted-foreground")}>$</span>
      {formatAmount(value)}
    </span>
  );
}

type UnitCostProps = Pick<MoneyProps, "dashZero" | "className"> & {
  value: Decimal;
  /** In a column: what it has less than four decimals is left free, so that the commas stand below each other. */
  lined?: boolean;
};

const FREE = ["", "after:invisible after:content-['0']", "after:invisible after:content-['00']"];

/** The cost of one unit, up to four decimals: `$0,0875`. */
export function UnitCost({ value, dashZero, lined, className }: UnitCostProps) {
  if (dashZero && Number(value) === 0) return <span className={cn("text-muted-foreground", className)}>—</span>;
  const figure = formatUnitCost(value).slice(1);
  const free = lined && FREE[4 - (figure.split(",")[1]?.length ?? 4)];
  return (
    <span className={cn("whitespace-nowrap tabular-nums", free, className)}>
      <span className="text-muted-foreground">$</span>
      {figure}
    </span>
  );
}
