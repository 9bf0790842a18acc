"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { monthlyQuery } from "@/entities/report/queries";
import type { MonthFigures } from "@/entities/report/schema";
import { add } from "@/lib/decimal";
import { formatMonth } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { expensesOf, fromFirstFigure, invoicesOf, monthSpan } from "../figures";

const ChartSkeleton = () => <Skeleton className="h-64 w-full" />;
// The chart's library is heavier than the rest of the panel together: it comes after it.
const MonthsChart = lazy(() => import("./months-chart").then((file) => file.MonthsChart), <ChartSkeleton />);

/** A year month by month; each month opens its invoices. */
export function MonthsCard() {
  const query = useQuery(monthlyQuery);
  const [view, setView] = useState("chart");
  const months = query.data && fromFirstFigure(query.data);
  return (
    <Card aria-label="Mes a mes" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Mes a mes</CardTitle>
        <CardAction>
          <ToggleGroup
            type="single"
            value={view}
            onValueChange={(next) => next && setView(next)}
            aria-label="Cómo se muestra"
          >
            <ToggleGroupItem value="chart">Gráfico</ToggleGroupItem>
            <ToggleGroupItem value="table">Tabla</ToggleGroupItem>
          </ToggleGroup>
        </CardAction>
      </CardHeader>
      {query.isPending ? (
        <div className="px-4 pb-4">
          <ChartSkeleton />
        </div>
      ) : !months ? (
        <ErrorState bare error={query.error} what="las cifras de cada mes" onRetry={() => void query.refetch()} />
      ) : months.length === 0 ? (
        <p className="px-4 pb-5 text-sm text-muted-foreground">
          Aún no hay cifras: aparecen con la primera factura emitida o el primer gasto.
        </p>
      ) : view === "chart" ? (
        <div className="px-4 pb-4">
          <MonthsChart months={months} />
        </div>
      ) : (
        <MonthsTable months={months} />
      )}
    </Card>
  );
}

function MonthsTable({ months }: { months: MonthFigures[] }) {
  const seesInvoices = useCan("invoices:read");
  const seesExpenses = useCan("expenses:read");
  const link = "rounded-sm underline-offset-4 hover:underline";
  const right = "text-right";
  const totals = {
    income: add(months.map((row) => row.income)),
    cost: add(months.map((row) => row.cost)),
    commission: add(months.map((row) => row.commission)),
    losses: add(months.map((row) => row.losses)),
    expenses: add(months.map((row) => row.expenses)),
    profit: add(months.map((row) => row.profit)),
    collected: add(months.map((row) => row.collected)),
  };
  return (
    <Table>
      <TableCaption>Ingresos, gastos y utilidad de cada mes</TableCaption>
      <TableHeader>
        <tr>
          <TableHead>Mes</TableHead>
          {["Ingresos", "Insumos", "Comisiones", "Bajas", "Gastos", "Utilidad", "Cobrado"].map((title) => (
            <TableHead key={title} className={right}>
              {title}
            </TableHead>
          ))}
        </tr>
      </TableHeader>
      <TableBody>
        {[...months].reverse().map((row) => (
          <TableRow key={row.month}>
            <TableCell className="whitespace-nowrap font-medium">
              {seesInvoices ? (
                <Link href={invoicesOf(monthSpan(row.month))} className={link}>
                  {formatMonth(row.month)}
                </Link>
              ) : (
                formatMonth(row.month)
              )}
            </TableCell>
            <TableCell className={right}>
              <Money value={row.income} dashZero />
            </TableCell>
            <TableCell className={right}>
              <Money value={row.cost} dashZero />
            </TableCell>
            <TableCell className={right}>
              <Money value={row.commission} dashZero />
            </TableCell>
            <TableCell className={right}>
              <Money value={row.losses} dashZero />
            </TableCell>
            <TableCell className={right}>
              {seesExpenses && Number(row.expenses) > 0 ? (
                <Link href={expensesOf(monthSpan(row.month))} className={link}>
                  <Money value={row.expenses} />
                </Link>
              ) : (
                <Money value={row.expenses} dashZero />
              )}
            </TableCell>
            <TableCell className={right}>
              <Money value={row.profit} dashZero strong />
            </TableCell>
            <TableCell className={right}>
              <Money value={row.collected} dashZero />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
      <tfoot className="border-t border-border font-medium">
        <tr>
          <TableCell>Total</TableCell>
          {(["income", "cost", "commission", "losses", "expenses", "profit", "collected"] as const).map((key) => (
            <TableCell key={key} className={right}>
              <Money value={totals[key]} strong dashZero />
            </TableCell>
          ))}
        </tr>
      </tfoot>
    </Table>
  );
}
