import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import type { Einvoice } from "@/entities/einvoice/schema";
import { ANNULMENT, DocumentBadge } from "@/entities/einvoice/state";
import { einvoicePath } from "@/config/navigation";
import { cn } from "@/lib/utils";
import { ACT, sinceOf } from "../words";

/** The columns of the board: number, buyer, total, state, since when. */
export const GRID = "grid-cols-[148px_minmax(0,1fr)_92px_130px_96px] items-center gap-x-4 pl-4 pr-3";

/** A document, with what the SRI says of it and who acts where that is known. */
export function DocumentRow({ row, selected }: { row: Einvoice; selected: boolean }) {
  const said = row.advice?.meaning ?? row.note ?? (row.annulment && ANNULMENT[row.annulment]);
  const act = row.advice && ACT[row.advice.who];
  const quiet = selected ? "text-accent-foreground" : "text-muted-foreground";
  const name = (
    <span className="min-w-0 truncate font-medium">
      {row.buyer_name}
      {row.document_code === "04" && <span className={cn("font-normal", quiet)}> · Nota de crédito</span>}
    </span>
  );
  return (
    <li className="border-b border-border last:border-b-0">
      <Link
        href={einvoicePath(row.id)}
        scroll={false}
        replace={selected}
        data-row-link
        data-id={row.id}
        aria-current={selected || undefined}
        className={cn(
          "relative block hover:bg-accent/60 focus-visible:ring-inset",
          selected && "bg-accent before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-primary",
        )}
      >
        <span className={cn(GRID, "hidden text-sm md:grid", said ? "min-h-9 pt-1.5" : "min-h-10")}>
          <span className="whitespace-nowrap font-mono text-xs">{row.number}</span>
          {name}
          <span className="text-right">
            <Money value={row.document_code === "04" ? `-${row.total}` : row.total} />
          </span>
          <span>
            <DocumentBadge status={row.status} />
          </span>
          <span className={cn("whitespace-nowrap text-right text-xs tabular-nums", quiet)}>{sinceOf(row)}</span>
        </span>
        <span className="flex min-h-16 items-center gap-3 px-4 pt-2.5 text-base md:hidden">
          <span className="min-w-0 flex-1">
            <span className="flex">{name}</span>
            <span className={cn("mt-1 flex items-center gap-2 text-xs", quiet)}>
              <DocumentBadge status={row.status} />
              <span className="truncate font-mono">{row.number}</span>
            </span>
          </span>
          <span className="shrink-0 text-right">
            <Money value={row.document_code === "04" ? `-${row.total}` : row.total} />
            <span className={cn("block text-xs tabular-nums", quiet)}>{sinceOf(row)}</span>
          </span>
        </span>
        {said ? (
          <span className="flex flex-wrap items-baseline gap-x-2 px-4 pb-2 pt-1 text-xs md:flex-nowrap md:pl-[180px] md:pr-3 md:pt-0">
            <span className={cn("min-w-0 flex-1 basis-full md:basis-0 md:truncate", quiet)}>{said}</span>
            {act && <span className="shrink-0 font-medium text-primary">{act}</span>}
          </span>
        ) : (
          <span className="block h-2.5 md:hidden" />
        )}
      </Link>
    </li>
  );
}
