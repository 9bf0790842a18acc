"use client";

import { useRouter } from "next/navigation";
import { Bar, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import {
  ChartContainer,
  ChartLegend,
  ChartTooltip,
  ChartTooltipContent,
  type ChartConfig,
} from "@/components/ui/chart";
import type { MonthFigures } from "@/entities/report/schema";
import { formatMoney, formatMoneyShort, formatMonth } from "@/lib/format";
import { useCan } from "@/lib/session";
import { chartRows, invoicesOf, monthSpan } from "../figures";

const SERIES: ChartConfig = {
  income: { label: "Ingresos", color: "hsl(var(--chart-1))", format: formatMoney },
  spent: { label: "Gastos y costos", color: "hsl(var(--chart-2))", format: formatMoney },
  profit: { label: "Utilidad", color: "hsl(var(--chart-3))", format: formatMoney },
};

/** `nov`, and the year where it begins: `ene 26`. */
function shortMonth(month: string) {
  const name = formatMonth(month).slice(0, 3).toLowerCase();
  return month.endsWith("-01") ? `${name} ${month.slice(2, 4)}` : name;
}

export function MonthsChart({ months }: { months: MonthFigures[] }) {
  const router = useRouter();
  const drills = useCan("invoices:read");
  const rows = chartRows(months);
  const last = rows.at(-1);
  const label = last
    ? `Ingresos, gastos e insumos, y utilidad de ${formatMonth(rows[0]!.month)} a ${formatMonth(last.month)}. ${formatMonth(last.month)}: ingresos ${formatMoney(last.income)}, gastos e insumos ${formatMoney(last.spent)}, utilidad ${formatMoney(last.profit)}. Las cifras de cada mes están en la tabla.`
    : "Sin meses";

  return (
    <>
      <ChartLegend config={SERIES} className="mb-3" />
      <ChartContainer
        config={SERIES}
        label={label}
        className={drills ? "h-64 [&_.recharts-wrapper]:cursor-pointer" : "h-64"}
      >
        <ComposedChart
          data={rows}
          margin={{ top: 4, right: 4, bottom: 0, left: 4 }}
          barGap={2}
          barCategoryGap="28%"
          onClick={({ activeLabel }) => drills && activeLabel && router.push(invoicesOf(monthSpan(activeLabel)))}
        >
          <CartesianGrid vertical={false} />
          <XAxis
            dataKey="month"
            tickFormatter={shortMonth}
            tickLine={false}
            axisLine={false}
            tickMargin={8}
            minTickGap={4}
          />
          <YAxis tickFormatter={formatMoneyShort} tickLine={false} axisLine={false} width={64} />
          <ReferenceLine y={0} stroke="hsl(var(--border))" />
          <ChartTooltip content={<ChartTooltipContent labelFormat={formatMonth} />} />
          <Bar
            dataKey="income"
            fill="var(--color-income)"
            radius={[3, 3, 0, 0]}
            maxBarSize={22}
            isAnimationActive={false}
          />
          <Bar
            dataKey="spent"
            fill="var(--color-spent)"
            radius={[3, 3, 0, 0]}
            maxBarSize={22}
            isAnimationActive={false}
          />
          <Line
            dataKey="profit"
            stroke="var(--color-profit)"
            strokeWidth={2}
            dot={{ r: 2.5, fill: "var(--color-profit)", strokeWidth: 0 }}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ChartContainer>
    </>
  );
}
