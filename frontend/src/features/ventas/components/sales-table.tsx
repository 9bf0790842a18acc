"use client";

import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Money } from "@/components/patterns/money";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { SaleRow, Sales } from "@/entities/report/schema";
import { useMedia } from "@/hooks/use-media";
import { formatPercent, formatQuantity } from "@/lib/format";
import { cn } from "@/lib/utils";
import { aboutOf, figureOf, keyOf, nameOf, type View } from "../words";
import { SaleLines } from "./sale-lines";

type TableProps = { sales: Sales; view: View; opened: string | null; onOpen: (key: string) => void };
type Sums = Sales["total"];
type Column = { label: string; cell: (row: Sums, strong: boolean) => ReactNode };

const money = (label: string, key: "income" | "charged" | "collected"): Column => ({
  label,
  cell: (row, strong) => <Money value={row[key]} dashZero strong={strong} />,
});
const count = (label: string): Column => ({ label, cell: (row) => (row.count ? formatQuantity(row.count) : "—") });

const TIMED = [
  count("Facturas"),
  money("Vendido sin IVA", "income"),
  money("Facturado", "charged"),
  money("Cobrado", "collected"),
];
const SOLD: Column[] = [
  { label: "Cantidad", cell: (row) => formatQuantity(row.quantity) },
  money("Vendido sin IVA", "income"),
];
const COLUMNS: Record<View["by"], Column[]> = {
  day: TIMED,
  month: TIMED,
  treatment: SOLD,
  professional: SOLD,
  category: SOLD,
  method: [count("Movimientos"), money("Cobrado", "collected")],
};

/** Each row opens into the lines that make it. On a phone a row is two lines. */
export function SalesTable(props: TableProps) {
  return useMedia("(min-width: 768px)") ? <Wide {...props} /> : <Narrow {...props} />;
}

function Wide({ sales, view, opened, onOpen }: TableProps) {
  const columns = COLUMNS[view.by];
  const right = "text-right tabular-nums";
  return (
    <Table>
      <TableCaption>Ventas {view.label.toLowerCase()}; cada fila se abre en las líneas que la suman</TableCaption>
      <TableHeader>
        <tr>
          <TableHead>{view.column}</TableHead>
          {columns.map(({ label }) => (
            <TableHead key={label} className="text-right">
              {label}
            </TableHead>
          ))}
          <TableHead className="w-20 text-right">%</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {rowsOf(sales, view).map((row) => {
          const key = keyOf(row, view);
          return (
            <Fragment key={key}>
              <TableRow className={opened === key ? "bg-accent hover:bg-accent" : undefined}>
                <TableCell className="max-w-80">
                  <Opener row={row} view={view} open={opened === key} onOpen={() => onOpen(key)} />
                </TableCell>
                {columns.map(({ label, cell }) => (
                  <TableCell key={label} className={right}>
                    {cell(row, false)}
                  </TableCell>
                ))}
                <TableCell className={cn(right, "text-muted-foreground")}>{shareOf(row, sales, view)}</TableCell>
              </TableRow>
              {opened === key && (
                <tr className="border-b border-border bg-muted/40">
                  <td colSpan={columns.length + 2} className="p-0">
                    <SaleLines about={aboutOf(row, view, sales)} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </TableBody>
      <tfoot className="border-t border-border bg-muted/40 font-semibold">
        <tr>
          <TableCell>Total</TableCell>
          {columns.map(({ label, cell }) => (
            <TableCell key={label} className={right}>
              {cell(sales.total, true)}
            </TableCell>
          ))}
          <TableCell />
        </tr>
      </tfoot>
    </Table>
  );
}

function Narrow({ sales, view, opened, onOpen }: TableProps) {
  const figure = figureOf(view);
  return (
    <ul className="divide-y divide-border border-t border-border">
      {rowsOf(sales, view).map((row) => {
        const key = keyOf(row, view);
        return (
          <li key={key}>
            <div className={cn("flex items-center gap-3 px-4 py-2.5", opened === key && "bg-accent")}>
              <div className="min-w-0 flex-1">
                <Opener row={row} view={view} open={opened === key} onOpen={() => onOpen(key)} />
              </div>
              <span className="shrink-0 text-right">
                <Money value={row[figure]} strong className="block" />
                <span className="block text-xs tabular-nums text-muted-foreground">{noteOf(row, view)}</span>
              </span>
            </div>
            {opened === key && <SaleLines about={aboutOf(row, view, sales)} />}
          </li>
        );
      })}
      <li className="flex items-baseline justify-between bg-muted/40 px-4 py-3 font-semibold">
        Total
        <Money value={sales.total[figure]} strong />
      </li>
    </ul>
  );
}

/** What a phone's row says under its sum. */
function noteOf(row: SaleRow, { by }: View) {
  if (by === "day" || by === "month")
    return (
      <>
        cobrado <Money value={row.collected} />
      </>
    );
  return by === "method" ? `${formatQuantity(row.count)} movimientos` : `${formatQuantity(row.quantity)} vendidos`;
}

/** Days come as they are asked, the oldest first; in a table the newest is on top. */
const rowsOf = ({ rows }: Sales, { by }: View) => (by === "day" || by === "month" ? [...rows].reverse() : rows);

function shareOf(row: SaleRow, { total }: Sales, view: View) {
  const figure = figureOf(view);
  return Number(total[figure]) > 0
    ? formatPercent(Math.round((Number(row[figure]) / Number(total[figure])) * 100))
    : "—";
}

function Opener({ row, view, open, onOpen }: { row: SaleRow; view: View; open: boolean; onOpen: () => void }) {
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onOpen}
      className="flex min-h-9 w-full min-w-0 items-center gap-2 rounded-sm text-left font-medium"
    >
      <ChevronRight
        aria-hidden
        className={cn("size-3.5 shrink-0 text-muted-foreground transition-transform duration-120", open && "rotate-90")}
      />
      <span className="min-w-0">
        <span className="block truncate">{nameOf(row, view)}</span>
        {view.by === "treatment" && row.category && (
          <span className="block truncate text-xs font-normal text-muted-foreground">{row.category}</span>
        )}
      </span>
    </button>
  );
}
