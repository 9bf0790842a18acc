import { ChevronRight } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { Money } from "@/components/patterns/money";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { useMedia } from "@/hooks/use-media";
import { formatCount } from "@/lib/format";
import { cn } from "@/lib/utils";

type Sums = { count: number; amount: string; settled: string; pending: string };
export type EarnedRow = Sums & { id: number; name: string };
type CardProps = {
  caption: string;
  /** What a row is: «Profesional». */
  column: string;
  rows: EarnedRow[];
  total: Sums;
  opened: number | null;
  onOpen: (id: number | null) => void;
  /** The lines that make a row. */
  lines: (id: number) => ReactNode;
  /** What may be done with a row. */
  action?: (row: EarnedRow) => ReactNode;
};

/** What was earned, each row opening into the lines that make it. On a phone a row is two lines. */
export function EarnedTable(props: CardProps) {
  return useMedia("(min-width: 768px)") ? <Wide {...props} /> : <Narrow {...props} />;
}

function Wide({ caption, column, rows, total, opened, onOpen, lines, action }: CardProps) {
  const span = action ? 6 : 5;
  return (
    <Table>
      <TableCaption>{caption}; cada fila se abre en las líneas que la suman</TableCaption>
      <TableHeader>
        <tr>
          <TableHead>{column}</TableHead>
          {["Líneas", "Ganado", "Liquidado", "Por liquidar"].map((title) => (
            <TableHead key={title} className="text-right">
              {title}
            </TableHead>
          ))}
          {action && (
            <TableHead className="w-28">
              <span className="sr-only">Acciones</span>
            </TableHead>
          )}
        </tr>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <Fragment key={row.id}>
            <TableRow className={opened === row.id ? "bg-accent hover:bg-accent" : undefined}>
              <TableCell className="max-w-80">
                <Opener row={row} open={opened === row.id} onOpen={onOpen} />
              </TableCell>
              <Figures row={row} />
              {action && <TableCell className="text-right">{action(row)}</TableCell>}
            </TableRow>
            {opened === row.id && (
              <tr className="border-b border-border bg-muted/40">
                <td colSpan={span} className="p-0">
                  <div className="border-l-[3px] border-primary py-2 pl-9 pr-4">{lines(row.id)}</div>
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </TableBody>
      <tfoot className="border-t border-border bg-muted/40 font-semibold">
        <tr>
          <TableCell>Total</TableCell>
          <Figures row={total} strong />
          {action && <TableCell />}
        </tr>
      </tfoot>
    </Table>
  );
}

function Figures({ row, strong }: { row: Sums; strong?: boolean }) {
  const right = "text-right tabular-nums";
  return (
    <>
      <TableCell className={right}>{row.count}</TableCell>
      <TableCell className={right}>
        <Money value={row.amount} strong />
      </TableCell>
      <TableCell className={right}>
        <Money value={row.settled} dashZero strong={strong} />
      </TableCell>
      <TableCell className={right}>
        <Money value={row.pending} dashZero strong={strong} />
      </TableCell>
    </>
  );
}

function Narrow({ rows, total, opened, onOpen, lines, action }: CardProps) {
  return (
    <ul className="divide-y divide-border border-t border-border">
      {rows.map((row) => (
        <li key={row.id}>
          <div className={cn("flex items-center gap-3 px-4 py-2.5", opened === row.id && "bg-accent")}>
            <div className="min-w-0 flex-1">
              <Opener row={row} open={opened === row.id} onOpen={onOpen} />
              <p className="pl-6 text-xs text-muted-foreground">
                {formatCount(row.count, "línea", "líneas")} · por liquidar <Money value={row.pending} dashZero />
              </p>
            </div>
            <Money value={row.amount} strong />
          </div>
          {opened === row.id && (
            <div className="space-y-2 border-l-[3px] border-primary bg-muted/40 px-4 py-2">
              {lines(row.id)}
              {action?.(row)}
            </div>
          )}
        </li>
      ))}
      <li className="flex items-center justify-between px-4 py-3 text-sm font-semibold">
        Total <Money value={total.amount} strong />
      </li>
    </ul>
  );
}

type OpenerProps = { row: EarnedRow; open: boolean; onOpen: (id: number | null) => void };

const Opener = ({ row, open, onOpen }: OpenerProps) => (
  <button
    type="button"
    aria-expanded={open}
    onClick={() => onOpen(open ? null : row.id)}
    className="flex min-h-11 w-full min-w-0 items-center gap-2 text-left font-medium md:min-h-0"
  >
    <ChevronRight className={cn("size-4 shrink-0 text-muted-foreground", open && "rotate-90")} aria-hidden />
    <span className="min-w-0 break-words">{row.name}</span>
  </button>
);
