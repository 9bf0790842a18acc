"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { invoicePath } from "@/config/navigation";
import { saleLinesQuery } from "@/entities/report/queries";
import type { SaleLine } from "@/entities/report/schema";
import type { ApiOptions } from "@/lib/http";
import { add } from "@/lib/decimal";
import { formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { METHOD_WORDS, sourceOf } from "../words";

/** What one row is made of, the newest first: each line opens its invoice, and all together are the row. */
export function SaleLines({ about }: { about: ApiOptions["query"] }) {
  const query = useInfiniteQuery(saleLinesQuery(about));
  if (query.isPending)
    return (
      <div role="status" aria-label="Cargando las líneas" className="space-y-3 px-4 py-4 md:pl-9">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    );
  if (!query.data)
    return <ErrorState bare error={query.error} what="las líneas" onRetry={() => void query.refetch()} />;
  const lines = query.data.pages.flatMap(({ data }) => data);
  return (
    <div className="border-l-[3px] border-primary py-2 pl-4 pr-4 md:pl-9">
      <ul aria-label="Líneas" className="divide-y divide-border text-sm">
        {lines.map((line) => (
          <li key={line.id} className="flex min-h-11 items-center gap-3 py-1.5 md:min-h-9">
            <span className="w-24 shrink-0 text-xs tabular-nums text-muted-foreground">{formatDate(line.day)}</span>
            <span className="min-w-0 flex-1">
              <Document line={line} /> <span className="text-muted-foreground">{detailOf(line)}</span>
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

function Document({ line }: { line: SaleLine }) {
  const seesInvoices = useCan("invoices:read");
  const word = sourceOf(line.source);
  if (line.invoice_id === null) return word;
  return (
    <>
      {line.source !== "INVOICE" && `${word} `}
      {seesInvoices ? (
        <Link
          href={invoicePath(line.invoice_id)}
          className="rounded-sm font-mono text-primary underline-offset-4 hover:underline"
        >
          {line.number}
        </Link>
      ) : (
        <span className="font-mono">{line.number}</span>
      )}
    </>
  );
}

const detailOf = ({ buyer_name, name, doctor_name, method }: SaleLine) =>
  [buyer_name, name, doctor_name, method && METHOD_WORDS[method]].filter(Boolean).join(" · ");
