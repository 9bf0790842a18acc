"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { invoicePath } from "@/config/navigation";
import { entriesQuery } from "@/entities/commission/queries";
import type { CommissionEntry } from "@/entities/commission/schema";
import { add } from "@/lib/decimal";
import { formatDate } from "@/lib/format";
import type { ApiOptions } from "@/lib/http";
import { useCan } from "@/lib/session";
import { BASIS } from "../words";

type LinesProps = { about: ApiOptions["query"]; own?: boolean };

/** What a figure is made of, the newest first: each line opens its invoice, and all together are the figure. */
export function EntryLines({ about, own }: LinesProps) {
  const query = useInfiniteQuery(entriesQuery(about, own));
  if (query.isPending)
    return (
      <div role="status" aria-label="Cargando las líneas" className="space-y-3 p-4">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    );
  if (!query.data)
    return <ErrorState bare error={query.error} what="las líneas" onRetry={() => void query.refetch()} />;
  const lines = query.data.pages.flatMap(({ data }) => data);
  return (
    <div>
      <ul aria-label="Líneas" className="divide-y divide-border text-sm">
        {lines.map((line) => (
          <li key={line.id} className="flex min-h-11 items-center gap-3 py-1.5 md:min-h-9">
            <span className="min-w-0 flex-1">
              {line.treatment_name}
              <span className="block text-xs text-muted-foreground">
                {formatDate(line.day)} · <InvoiceOf line={line} /> · sobre {BASIS[line.basis]}
                {line.amount.startsWith("-") && " · se deshizo"}
              </span>
            </span>
            <Money value={line.amount} />
          </li>
        ))}
        <li className="flex min-h-9 items-center justify-between gap-3 font-semibold">
          {query.hasNextPage ? `Las últimas ${lines.length}` : "Suma de las líneas"}
          <Money value={add(lines.map(({ amount }) => amount))} strong />
        </li>
      </ul>
      {query.hasNextPage && (
        <Button variant="link" size="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Ver más líneas
        </Button>
      )}
    </div>
  );
}

function InvoiceOf({ line }: { line: CommissionEntry }) {
  const sees = useCan("invoices:read");
  return sees ? (
    <Link href={invoicePath(line.invoice_id)} className="font-mono text-primary underline-offset-4 hover:underline">
      {line.number}
    </Link>
  ) : (
    <span className="font-mono">{line.number}</span>
  );
}
