import { Link } from "@/components/patterns/link";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { patientPath } from "@/config/navigation";
import type { Kept, KeptCounts } from "@/entities/appointment/kept-days";
import { formatPercent, formatQuantity } from "@/lib/format";
import { FIGURES, missedShare } from "../words";

export type KeptRow = KeptCounts & { id: number; name: string };
type Props = { rows: KeptRow[]; head: "Profesional" | "Paciente"; onOpen: (what: Kept, row: KeptRow) => void };

/** A row for each, a button for each figure; on a phone the figures stand in lines beneath the name. */
export function KeptTable({ rows, head, onOpen }: Props) {
  return (
    <Table className="max-md:block">
      <TableCaption>Cómo se cumplieron las citas, por {head.toLowerCase()}</TableCaption>
      <TableHeader className="max-md:hidden">
        <TableRow>
          <TableHead>{head}</TableHead>
          {FIGURES.map(({ what, label }) => (
            <TableHead key={what} className="text-right">
              {label}
            </TableHead>
          ))}
          <TableHead className="text-right">No vinieron</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody className="max-md:block">
        {rows.map((row) => (
          <TableRow
            key={row.id}
            className="max-md:grid max-md:grid-cols-2 max-md:gap-x-4 max-md:px-4 max-md:py-3 max-md:[&>td]:h-auto max-md:[&>td]:p-0"
          >
            <TableCell className="font-medium max-md:col-span-2 max-md:pb-1 max-md:first:pl-0">
              {head === "Paciente" ? (
                <Link href={patientPath(row.id)} className="hover:underline">
                  {row.name}
                </Link>
              ) : (
                row.name
              )}
            </TableCell>
            {FIGURES.map(({ what, label, of }) => (
              <TableCell key={what} className="text-right tabular-nums max-md:flex max-md:min-h-9 max-md:items-center">
                <span aria-hidden className="text-sm text-muted-foreground md:hidden">
                  {label}
                </span>
                <Figure row={row} label={label} count={of(row)} onOpen={() => onOpen(what, row)}>
                  {what === "LATE" && row.late > 0 && (
                    <span className="text-xs text-muted-foreground"> · {row.late_minutes} min</span>
                  )}
                </Figure>
              </TableCell>
            ))}
            <TableCell className="text-right tabular-nums text-muted-foreground max-md:hidden">
              {missedShare(row) === null ? "—" : formatPercent(missedShare(row)!)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

type FigureProps = {
  row: KeptRow;
  label: string;
  count: number;
  onOpen: () => void;
  children: React.ReactNode;
};

function Figure({ row, label, count, onOpen, children }: FigureProps) {
  if (count === 0) return <span className="text-muted-foreground max-md:ml-auto">0</span>;
  return (
    <button
      type="button"
      aria-label={`${label} de ${row.name}: ${count}`}
      className="rounded-sm font-medium text-primary underline-offset-4 hover:underline max-md:ml-auto max-md:min-h-9"
      onClick={onOpen}
    >
      {formatQuantity(count)}
      {children}
    </button>
  );
}
