import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { Link } from "@/components/patterns/link";
import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/utils";

export type Kpi = {
  label: string;
  /** The number, already formatted; put its unit in `unit`. */
  value: ReactNode;
  unit?: string;
  prefix?: string;
  change?: { direction: "up" | "down" | "flat"; good?: boolean; text: string; against: string };
  /** A line under the number that compares with nothing; a `change` takes its place. */
  note?: string;
  /** Up to 14 points. */
  trend?: number[];
  href?: string;
  /** Where the number leads: the lines it is made of. */
  opens?: string;
};

const ARROW = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight };

/** One card cut by hairlines: four in a row, 2×2 on a phone. */
export function KpiStrip({ items, label = "Indicadores" }: { items: Kpi[]; label?: string }) {
  // Millions do not fit into a quarter of a small screen. All are as large: figures side by side share one baseline.
  const wide = items.some(({ value }) => typeof value === "string" && value.length > 10);
  return (
    <section aria-label={label} className={frame}>
      {items.map((item) => (
        <KpiCell key={item.label} {...item} wide={wide} />
      ))}
    </section>
  );
}

/** The sign of money is muted, whoever wrote it. */
function Figure({ value }: { value: ReactNode }) {
  const [, minus, amount] = (typeof value === "string" && /^(−?)\$(.+)$/.exec(value)) || [];
  if (!amount) return value;
  return (
    <>
      {minus}
      <span className="font-normal text-muted-foreground">$</span>
      {amount}
    </>
  );
}

const frame =
  // Where the last would stand alone it takes the whole row.
  "grid grid-cols-2 max-lg:[&>:last-child:nth-child(odd)]:col-span-2 gap-px overflow-hidden rounded-xl border border-border bg-border shadow-1 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none";
const cell = "min-w-0 bg-card px-4 py-3.5";

function KpiCell({ label, value, unit, prefix, change, note, trend, href, opens, wide }: Kpi & { wide: boolean }) {
  const Arrow = change && ARROW[change.direction];
  return (
    <div className={cell}>
      <p className="truncate text-sm text-muted-foreground">
        {href ? (
          <Link href={href} className="rounded-sm underline-offset-4 hover:underline">
            {label}
          </Link>
        ) : (
          label
        )}
      </p>
      <div className="mt-1 flex items-end justify-between gap-2">
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-1 tabular-nums">
          <span
            className={cn(
              "whitespace-nowrap font-semibold tracking-kpi",
              wide ? "text-xl leading-8 max-sm:text-lg max-sm:leading-8" : "text-kpi",
            )}
          >
            {prefix && <span className="font-normal text-muted-foreground">{prefix}</span>}
            {opens ? (
              <Link
                href={opens}
                title={`Ver ${label.toLowerCase()}`}
                className="rounded-sm underline-offset-4 hover:underline"
              >
                <Figure value={value} />
              </Link>
            ) : (
              <Figure value={value} />
            )}
          </span>
          {unit && <span className="text-base text-muted-foreground">{unit}</span>}
        </p>
        {trend && trend.length > 1 && <Sparkline points={trend} good={change?.good !== false} />}
      </div>
      {!change && note && <p className="mt-0.5 text-xs text-muted-foreground">{note}</p>}
      {change && Arrow && (
        <p className="mt-0.5 flex flex-wrap items-center gap-x-1 text-xs text-muted-foreground">
          <span
            className={cn(
              "inline-flex items-center gap-0.5 font-medium tabular-nums",
              change.good === true && "text-success",
              change.good === false && "text-danger",
            )}
          >
            <Arrow className="size-3.5" aria-hidden />
            {change.text}
          </span>
          {change.against}
        </p>
      )}
    </div>
  );
}

/** The last points as a line that ends in a dot: now. */
export function Sparkline({
  points,
  good = true,
  width = 92,
  // As high as the line of the number beside it: a higher one would push that number down.
  height = 32,
}: {
  points: number[];
  good?: boolean;
  width?: number;
  height?: number;
}) {
  const low = Math.min(...points);
  const range = Math.max(...points) - low || 1;
  const xy = points.map(
    (value, index) =>
      [2 + (index * (width - 6)) / (points.length - 1), height - 4 - ((value - low) / range) * (height - 9)] as const,
  );
  const line = xy.map(([x, y], index) => `${index ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const [x, y] = xy[xy.length - 1]!;
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden
      className={cn("hidden min-w-0 max-w-[92px] flex-1 sm:block", good ? "text-chart-1" : "text-chart-2")}
    >
      <path d={`${line}L${x} ${height}L2 ${height}Z`} fill="currentColor" fillOpacity={0.1} />
      <path d={line} fill="none" stroke="currentColor" strokeWidth={1.5} strokeLinejoin="round" />
      <circle cx={x} cy={y} r={2.5} fill="currentColor" />
    </svg>
  );
}

export function KpiSkeleton({ count = 4 }: { count?: number }) {
  return (
    <div role="status" aria-label="Cargando indicadores" className={frame}>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={cn(cell, "h-[102px]")}>
          <Skeleton className="mt-1 w-24" />
          <Skeleton className="mt-4 h-6 w-28" />
          <Skeleton className="mt-3 w-32" />
        </div>
      ))}
    </div>
  );
}
