"use client";

import * as React from "react";
import { ResponsiveContainer, Tooltip, type TooltipProps } from "recharts";
import { popoverSurface } from "@/components/ui/menu-styles";
import { cn } from "@/lib/utils";

/** Each series by its key: its name and its colour (`hsl(var(--chart-1))`). */
export type ChartConfig = Record<string, { label: string; color: string; format?: (value: number) => string }>;

const ChartContext = React.createContext<ChartConfig>({});

type ChartContainerProps = Omit<React.ComponentProps<"div">, "children"> & {
  config: ChartConfig;
  /** What the picture says, for those who do not see it. */
  label: string;
  children: React.ComponentProps<typeof ResponsiveContainer>["children"];
};

/** The frame of a recharts chart. Series take their colour as `var(--color-<key>)`. */
function ChartContainer({ config, label, className, style, children, ...props }: ChartContainerProps) {
  const colors = Object.fromEntries(Object.entries(config).map(([key, { color }]) => [`--color-${key}`, color]));
  return (
    <ChartContext.Provider value={config}>
      <div
        role="img"
        aria-label={label}
        style={{ ...colors, ...style } as React.CSSProperties}
        className={cn(
          "h-60 w-full text-xs [&_.recharts-cartesian-axis-tick_text]:fill-muted-foreground [&_.recharts-cartesian-grid_line]:stroke-border [&_.recharts-surface]:outline-none [&_.recharts-tooltip-cursor]:fill-muted [&_.recharts-tooltip-cursor]:stroke-border",
          className,
        )}
        {...props}
      >
        <ResponsiveContainer>{children}</ResponsiveContainer>
      </div>
    </ChartContext.Provider>
  );
}

const ChartTooltip = Tooltip;

type ContentProps = TooltipProps<number, string> & { labelFormat?: (label: string) => string };

/** `<ChartTooltip content={<ChartTooltipContent labelFormat={formatDate} />} />` */
function ChartTooltipContent({ active, payload, label, labelFormat }: ContentProps) {
  const config = React.useContext(ChartContext);
  if (!active || !payload?.length) return null;
  return (
    <div className={cn(popoverSurface, "min-w-36 space-y-1 px-3 py-2 text-xs")}>
      <p className="font-medium">{labelFormat ? labelFormat(String(label)) : label}</p>
      {payload.map(({ dataKey, value, color }) => {
        const series = config[String(dataKey)];
        return (
          <p key={String(dataKey)} className="flex items-center gap-2">
            <span className="size-2 rounded-[2px]" style={{ background: color }} aria-hidden />
            <span className="flex-1 text-muted-foreground">{series?.label ?? dataKey}</span>
            <span className="font-medium tabular-nums">{series?.format ? series.format(Number(value)) : value}</span>
          </p>
        );
      })}
    </div>
  );
}

/** The series' names with their colours, above the chart. */
function ChartLegend({ config, className }: { config: ChartConfig; className?: string }) {
  return (
    <ul className={cn("flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground", className)}>
      {Object.entries(config).map(([key, { label, color }]) => (
        <li key={key} className="flex items-center gap-1.5">
          <span className="size-2 rounded-[2px]" style={{ background: color }} aria-hidden />
          {label}
        </li>
      ))}
    </ul>
  );
}

export { ChartContainer, ChartLegend, ChartTooltip, ChartTooltipContent };
