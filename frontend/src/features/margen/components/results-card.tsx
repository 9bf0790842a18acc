"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { Fragment } from "react";
import { ExportMenu } from "@/components/patterns/export-menu";
import { ErrorState } from "@/components/patterns/state-panel";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { resultsQuery, sheetHref } from "@/entities/report/queries";
import type { MonthResult, Results } from "@/entities/report/schema";
import { useMedia } from "@/hooks/use-media";
import type { CsvColumn } from "@/lib/csv";
import { endOfMonth, today } from "@/lib/dates";
import { add } from "@/lib/decimal";
import { formatAmount, formatMonth, formatPercent, formatQuantity } from "@/lib/format";
import { typedMoney } from "@/lib/units";
import { cn } from "@/lib/utils";

const marginOf = (month: string) => `/panel/margen/?mes=${month}`;
const lossesOf = (month: string) => `/panel/margen/?mes=${month}&fila=bajas`;
const salesOf = (month: string, more = "") => `/panel/ventas/?from=${month}-01&to=${endOfMonth(`${month}-01`)}${more}`;
const expensesOf = (month: string) => `/gastos/?from=${month}-01&to=${endOfMonth(`${month}-01`)}`;

/** Each figure of a month opens the lines that it is made of. */
const ROWS = [
  { key: "income", label: "Ingresos", moreIsGood: true, opens: salesOf },
  { key: "materials", label: "Materiales", moreIsGood: false, opens: marginOf },
  { key: "commission", label: "Comisiones", moreIsGood: false, opens: marginOf },
  { key: "expenses", label: "Gastos", moreIsGood: false, opens: expensesOf },
  { key: "losses", label: "Bajas de inventario", moreIsGood: false, opens: lossesOf },
  { key: "result", label: "Resultado", moreIsGood: true, opens: marginOf },
  { key: "charged", label: "Facturado, con IVA", moreIsGood: true, opens: salesOf },
  { key: "collected", label: "Cobrado", moreIsGood: true, opens: (month: string) => salesOf(month, "&por=pago") },
] as const;
type Key = (typeof ROWS)[number]["key"];

/** The year and the one before, a line for each month. */
async function exportCsv({ months, previous }: Results) {
  const { download, toCsv } = await import("@/lib/csv");
  const columns: CsvColumn<MonthResult>[] = [
    { label: "Mes", value: ({ month }) => month },
    ...ROWS.map(({ key, label }) => ({ label, value: (row: MonthResult) => typedMoney(row[key]) })),
  ];
  download(`resultados-${months[0]?.month.slice(0, 4)}.csv`, toCsv(columns, [...previous, ...months]));
}

const whole = (value: string) =>
  `${Number(value) < 0 ? "−" : ""}${formatQuantity(Math.round(Math.abs(Number(value))))}`;
/** Above its bar: in thousands where the largest passes them, so that twelve fit. */
const shortSum = (value: string, inThousands: boolean) => {
  const number = inThousands ? Number(value) / 1000 : Number(value);
  const text = formatAmount(Math.abs(number).toFixed(1)).replace(/0$/, "");
  return `${number < 0 ? "−" : ""}${inThousands ? text : formatQuantity(Math.round(Math.abs(number)))}`;
};
const shortMonth = (month: string) => formatMonth(month).slice(0, 3);

/** The result of each month against the year before. Each month opens its margin. */
export function ResultsCard({ year }: { year: number }) {
  const query = useQuery(resultsQuery(year));
  const wide = useMedia("(min-width: 1024px)");
  return (
    <Card aria-label="Resultado por mes" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Resultado por mes</CardTitle>
        <span className="text-xs text-muted-foreground">dólares, sin centavos</span>
        <CardAction>
          <ul aria-label="Colores del gráfico" className="flex flex-wrap gap-x-3.5 text-xs text-muted-foreground">
            <li className="flex items-center gap-1.5">
              <span aria-hidden className="h-2.5 w-3.5 rounded-[2px] bg-primary" />
              {year}
            </li>
            <li className="flex items-center gap-1.5">
              <span aria-hidden className="h-0.5 w-3.5 bg-foreground/60" />
              {year - 1}
            </li>
            <li className="flex items-center gap-1.5 max-lg:hidden">
              <span aria-hidden className="hatch-soft h-2.5 w-3.5 rounded-[2px] border border-primary bg-primary/20" />
              mes en curso
            </li>
          </ul>
          <ExportMenu xlsx={sheetHref("results", { year })} onCsv={query.data && (() => void exportCsv(query.data))} />
        </CardAction>
      </CardHeader>
      {query.isPending ? (
        <div className="px-4 pb-4">
          <Skeleton className="h-64 w-full" />
        </div>
      ) : !query.data ? (
        <ErrorState bare error={query.error} what="los resultados" onRetry={() => void query.refetch()} />
      ) : wide ? (
        <Wide results={query.data} />
      ) : (
        <Narrow results={query.data} />
      )}
    </Card>
  );
}

/** The months that have begun. The running one is set against the same days of a year ago. */
function monthsOf({ months, previous, running }: Results) {
  const now = today().slice(0, 7);
  return months
    .map((month, place) => ({
      month,
      before: month.month === now && running ? running : previous[place]!,
      running: month.month === now,
    }))
    .filter(({ month }) => month.month <= now);
}

const heightOf = (value: string, most: number) => `${(Math.max(Number(value), 0) / most) * 86}%`;
/** Clear of the bar, and of the line of the year before where that is higher. */
const above = (month: MonthResult, before: MonthResult, most: number) =>
  heightOf(Number(before.result) > Number(month.result) ? before.result : month.result, most);
const mostOf = (pairs: { month: MonthResult; before: MonthResult }[]) =>
  Math.max(1, ...pairs.flatMap(({ month, before }) => [Number(month.result), Number(before.result)]));

function Wide({ results }: { results: Results }) {
  const pairs = monthsOf(results);
  const most = mostOf(pairs);
  const inThousands = most >= 10_000;
  const all = (key: Key) => add(pairs.map(({ month }) => month[key]));
  const then = (key: Key) => add(pairs.map(({ before }) => before[key]));
  const cell = "h-9 px-1.5 text-right text-xs tabular-nums xl:px-2.5";
  return (
    <div className="sideways">
      <table className="w-full border-collapse">
        <caption className="sr-only">
          Ingresos, costos y resultado de cada mes de {results.year} y su suma, contra {results.year - 1}
        </caption>
        <thead>
          <tr aria-hidden className="border-t border-border">
            <td className="align-top">
              <span className="block pl-4 pt-2 text-left text-xs text-muted-foreground">
                Resultado{inThousands && ", miles de dólares"}
              </span>
            </td>
            {pairs.map(({ month, before, running }) => (
              <td key={month.month} className="h-[120px] p-0 align-bottom">
                <Link
                  href={`/panel/margen/?mes=${month.month}`}
                  tabIndex={-1}
                  title={`${formatMonth(month.month)}: ${whole(month.result)}; en ${results.year - 1}, ${whole(before.result)}`}
                  className="relative block h-[112px] hover:bg-accent"
                >
                  <span
                    className={cn(
                      "absolute inset-x-[22%] bottom-0 rounded-t-[3px]",
                      running ? "hatch-soft border border-b-0 border-primary bg-primary/20" : "bg-primary",
                    )}
                    style={{ height: heightOf(month.result, most) }}
                  />
                  {Number(month.result) !== 0 && (
                    <span
                      className="absolute inset-x-0 mb-1 text-center text-xs tabular-nums text-muted-foreground"
                      style={{ bottom: above(month, before, most) }}
                    >
                      {shortSum(month.result, inThousands)}
                    </span>
                  )}
                  <span
                    className="absolute inset-x-[12%] h-0.5 bg-foreground/60 ring-1 ring-card"
                    style={{ bottom: heightOf(before.result, most) }}
                  />
                </Link>
              </td>
            ))}
            <td colSpan={3} className="border-l border-border" />
          </tr>
          <tr className="border-y border-border bg-muted/60 text-xs font-medium text-muted-foreground">
            <th scope="col" className="h-8 pl-4 text-left font-medium">
              {results.year}
            </th>
            {pairs.map(({ month, running }) => (
              <th key={month.month} scope="col" className="px-1.5 text-right font-medium xl:px-2.5">
                <Link
                  href={`/panel/margen/?mes=${month.month}`}
                  className={cn("rounded-sm underline-offset-4 hover:underline", running && "text-foreground")}
                >
                  {shortMonth(month.month)}
                  <span className="sr-only">{` ${results.year}${running ? ", en curso" : ""}: ver su margen`}</span>
                </Link>
              </th>
            ))}
            <th scope="col" className="border-l border-border px-2 text-right font-medium text-foreground">
              Suma
            </th>
            <th scope="col" className="px-2 text-right font-medium">
              {results.year - 1}
            </th>
            <th scope="col" className="px-2 pr-4 text-right font-medium">
              Cambio
            </th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ key, label, moreIsGood, opens }) => (
            <tr
              key={key}
              className={cn("border-t border-border first:border-t-0", key === "result" && "bg-muted/40 font-semibold")}
            >
              <th scope="row" className="h-9 pl-4 text-left text-sm font-normal">
                {label}
              </th>
              {pairs.map(({ month }) => (
                <td
                  key={month.month}
                  className={cn(
                    cell,
                    Number(month[key]) < 0 && "text-destructive",
                    moreIsGood || "text-muted-foreground",
                  )}
                >
                  <Link
                    href={opens(month.month)}
                    aria-label={`${label} de ${formatMonth(month.month)}: ${whole(month[key])}`}
                    className="rounded-sm underline-offset-4 hover:underline"
                  >
                    {whole(month[key])}
                  </Link>
                </td>
              ))}
              <td className={cn(cell, "border-l border-border font-semibold")}>{whole(all(key))}</td>
              <td className={cn(cell, "text-muted-foreground")}>{whole(then(key))}</td>
              <td className={cn(cell, "pr-4 font-medium")}>
                <Change now={all(key)} then={then(key)} moreIsGood={moreIsGood} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Change({ now, then, moreIsGood }: { now: string; then: string; moreIsGood: boolean }) {
  if (Number(then) <= 0) return <span className="text-muted-foreground">—</span>;
  const share = Math.round((Number(now) / Number(then) - 1) * 100);
  if (share === 0) return <>{formatPercent(0)}</>;
  return (
    <span className={share > 0 === moreIsGood ? "text-success" : "text-danger"}>
      {share > 0 ? "+" : "−"}
      {formatPercent(Math.abs(share))}
    </span>
  );
}

function Narrow({ results }: { results: Results }) {
  const pairs = monthsOf(results);
  const most = mostOf(pairs);
  return (
    <ul className="divide-y divide-border border-t border-border">
      {[...pairs].reverse().map(({ month, before, running }) => (
        <li key={month.month} className="px-4 py-2.5">
          <div className="flex items-baseline justify-between gap-3 text-sm">
            <Link
              href={`/panel/margen/?mes=${month.month}`}
              className="inline-flex min-h-11 items-center font-medium underline-offset-4 hover:underline"
            >
              {formatMonth(month.month)}
              {running && <span className="ml-1 font-normal text-muted-foreground">en curso</span>}
            </Link>
            <span className={cn("font-semibold tabular-nums", Number(month.result) < 0 && "text-destructive")}>
              {whole(month.result)}
            </span>
          </div>
          <div aria-hidden className="relative h-2.5">
            <span
              className="absolute inset-y-0 left-0 rounded-[3px] bg-primary"
              style={{ width: heightOf(month.result, most) }}
            />
            <span
              className="absolute inset-y-[-2px] w-0.5 bg-foreground/60 ring-1 ring-card"
              style={{ left: heightOf(before.result, most) }}
            />
          </div>
          <p className="mt-1 text-xs tabular-nums text-muted-foreground">
            {ROWS.slice(0, 4).map(({ key, label }, place) => (
              <Fragment key={key}>
                {place > 0 && " · "}
                {label} {whole(month[key])}
              </Fragment>
            ))}
            {`. Cobrado ${whole(month.collected)}. En ${results.year - 1}: ${whole(before.result)}.`}
          </p>
        </li>
      ))}
    </ul>
  );
}
