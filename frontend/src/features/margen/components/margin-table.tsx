"use client";

import { ChevronRight } from "lucide-react";
import { Fragment } from "react";
import { Money } from "@/components/patterns/money";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Margin, MarginRow } from "@/entities/report/schema";
import { useMedia } from "@/hooks/use-media";
import { formatDate, formatPercent, formatQuantity } from "@/lib/format";
import { cn } from "@/lib/utils";
import { lazy } from "@/lib/lazy";
import { keyOf, LOSSES_LABEL, nameOf, negative, shareOf, type View } from "../words";
import { MarginBar, scaleOf } from "./margin-bar";
import { MarginDetail } from "./margin-detail";

type TableProps = { margin: Margin; view: View; opened: string | null; onOpen: (key: string | null) => void };
type Sums = Margin["total"];

export const WITHOUT = "sin";
const LOSSES = "bajas";
const LossesDetail = lazy(() => import("./losses-detail").then((file) => file.LossesDetail));

/** Each row opens into what it is made of. On a phone a row is two lines. */
export function MarginTable(props: TableProps) {
  return useMedia("(min-width: 768px)") ? <Wide {...props} /> : <Narrow {...props} />;
}

function Wide({ margin, view, opened, onOpen }: TableProps) {
  const scale = scaleOf(margin.rows);
  const right = "text-right";
  return (
    <Table>
      <TableCaption>
        Margen {view.label.toLowerCase()}: ingresos menos materiales, comisión y gastos. Lo asignado y lo que no lo está
        y las bajas de inventario suman el resultado del mes.
      </TableCaption>
      <TableHeader>
        <tr>
          <TableHead>{view.column}</TableHead>
          <TableHead className={right}>Sesiones</TableHead>
          <TableHead className={right}>Ingresos</TableHead>
          <TableHead className="hidden w-[22%] xl:table-cell">A dónde va</TableHead>
          {["Materiales", "Comisión", "Gastos", "Margen", "%"].map((title) => (
            <TableHead key={title} className={right}>
              {title}
            </TableHead>
          ))}
        </tr>
      </TableHeader>
      <TableBody>
        {margin.rows.map((row) => {
          const key = keyOf(row, view);
          return (
            <Fragment key={key}>
              <TableRow className={opened === key ? "bg-accent hover:bg-accent" : undefined}>
                <TableCell className="max-w-60 2xl:max-w-72">
                  <Opener
                    name={nameOf(row, view)}
                    note={noteOf(row, view)}
                    open={opened === key}
                    onOpen={() => onOpen(key)}
                  />
                </TableCell>
                <Sessions row={row} />
                <TableCell className={right}>
                  <Money value={row.income} />
                </TableCell>
                <TableCell className="hidden xl:table-cell">
                  <MarginBar row={row} scale={scale} />
                </TableCell>
                <Costs row={row} />
              </TableRow>
              {opened === key && (
                <tr className="border-b border-border bg-muted/40">
                  <td colSpan={9} className="p-0">
                    <MarginDetail month={margin.month} row={row} view={view} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
        <TableRow className="text-muted-foreground">
          <TableCell>
            <Opener name="Sin asignar" note={null} open={opened === WITHOUT} onOpen={() => onOpen(WITHOUT)} />
          </TableCell>
          <Sessions row={margin.unallocated} />
          <TableCell className={right}>
            <Money value={margin.unallocated.income} dashZero />
          </TableCell>
          <TableCell className="hidden xl:table-cell" />
          <Costs row={margin.unallocated} />
        </TableRow>
        {opened === WITHOUT && (
          <tr className="border-b border-border bg-muted/40">
            <td colSpan={9} className="p-0">
              <MarginDetail month={margin.month} row={null} view={view} />
            </td>
          </tr>
        )}
        <TableRow className="text-muted-foreground">
          <TableCell>
            <Opener name={LOSSES_LABEL} note={null} open={opened === LOSSES} onOpen={() => onOpen(LOSSES)} />
          </TableCell>
          <TableCell colSpan={5} />
          <TableCell className="hidden xl:table-cell" />
          <TableCell className={right}>
            <Money value={negative(margin.losses)} dashZero strong />
          </TableCell>
          <TableCell />
        </TableRow>
        {opened === LOSSES && (
          <tr className="border-b border-border bg-muted/40">
            <td colSpan={9} className="p-0">
              <LossesDetail month={margin.month} />
            </td>
          </tr>
        )}
      </TableBody>
      <tfoot className="border-t border-border bg-muted/40 font-semibold">
        <tr>
          <TableCell>Resultado del mes</TableCell>
          <Sessions row={margin.total} />
          <TableCell className={right}>
            <Money value={margin.total.income} strong />
          </TableCell>
          <TableCell className="hidden xl:table-cell" />
          <Costs row={margin.total} strong />
        </tr>
      </tfoot>
    </Table>
  );
}

function Sessions({ row }: { row: Sums }) {
  const none = Number(row.sessions) === 0;
  return (
    <TableCell className={cn("text-right tabular-nums", none && "text-muted-foreground")}>
      {none ? "—" : formatQuantity(row.sessions)}
    </TableCell>
  );
}

function Costs({ row, strong }: { row: Sums; strong?: boolean }) {
  return (
    <>
      {(["materials", "commission", "expenses"] as const).map((name) => (
        <TableCell key={name} className="text-right">
          <Money value={row[name]} dashZero strong={strong} />
        </TableCell>
      ))}
      <TableCell className="text-right">
        <Money value={row.margin} strong />
      </TableCell>
      <TableCell className="text-right font-medium tabular-nums">
        <Percent row={row} />
      </TableCell>
    </>
  );
}

function Percent({ row }: { row: Sums }) {
  const share = shareOf(row.margin, row.income);
  if (share === null) return <span className="text-muted-foreground">—</span>;
  return <span className={share < 0 ? "text-destructive" : undefined}>{formatPercent(Math.round(share))}</span>;
}

type OpenerProps = { name: string; note: string | null; open: boolean; onOpen: () => void };

function Opener({ name, note, open, onOpen }: OpenerProps) {
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
        <span className="block truncate">{name}</span>
        {note && <span className="block truncate text-xs font-normal text-muted-foreground">{note}</span>}
      </span>
    </button>
  );
}

/** Of a visit: its day and who attended. */
const noteOf = (row: MarginRow, { by }: View) =>
  by === "visit" && row.day ? [formatDate(row.day), row.number, row.doctor_name].filter(Boolean).join(" · ") : null;

function Narrow({ margin, view, opened, onOpen }: TableProps) {
  const scale = scaleOf(margin.rows);
  const rows = [
    ...margin.rows.map((row) => ({
      key: keyOf(row, view),
      name: nameOf(row, view),
      note: noteOf(row, view),
      row,
      own: row,
    })),
    { key: WITHOUT, name: "Sin asignar", note: null, row: margin.unallocated, own: null },
  ];
  return (
    <ul className="divide-y divide-border border-t border-border">
      {rows.map(({ key, name, note, row, own }) => (
        <li key={key}>
          <div className={cn("px-4 py-2.5", opened === key && "bg-accent")}>
            <div className="flex items-center gap-3">
              <div className="min-w-0 flex-1">
                <Opener name={name} note={note} open={opened === key} onOpen={() => onOpen(key)} />
              </div>
              <span className="shrink-0 text-right">
                <Money value={row.margin} strong className="block" />
                <span className="block text-xs tabular-nums text-muted-foreground">
                  de <Money value={row.income} />, <Percent row={row} />
                </span>
              </span>
            </div>
            {own && (
              <div className="mt-1.5 pl-[22px]">
                <MarginBar row={own} scale={scale} />
              </div>
            )}
          </div>
          {opened === key && <MarginDetail month={margin.month} row={own} view={view} />}
        </li>
      ))}
      <li>
        <div className={cn("flex items-center gap-3 px-4 py-2.5", opened === LOSSES && "bg-accent")}>
          <div className="min-w-0 flex-1">
            <Opener name={LOSSES_LABEL} note={null} open={opened === LOSSES} onOpen={() => onOpen(LOSSES)} />
          </div>
          <Money value={negative(margin.losses)} dashZero strong />
        </div>
        {opened === LOSSES && <LossesDetail month={margin.month} />}
      </li>
      <li className="flex items-baseline justify-between bg-muted/40 px-4 py-3 font-semibold">
        Resultado del mes
        <Money value={margin.total.margin} strong />
      </li>
    </ul>
  );
}
