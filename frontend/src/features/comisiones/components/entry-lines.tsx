"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SummedLines } from "@/components/patterns/summed-lines";
import { entriesQuery } from "@/entities/commission/queries";
import { InvoiceNumber } from "@/entities/invoice/invoice-number";
import { formatDate } from "@/lib/format";
import type { ApiOptions } from "@/lib/http";
import { BASIS } from "../words";

type LinesProps = { about: ApiOptions["query"]; own?: boolean };

/** What a commission is made of: each line opens its invoice. */
export function EntryLines({ about, own }: LinesProps) {
  const query = useInfiniteQuery(entriesQuery(about, own));
  return (
    <SummedLines query={query}>
      {(line) => (
        <span className="min-w-0 flex-1">
          {line.treatment_name}
          <span className="block text-xs text-muted-foreground">
            {formatDate(line.day)} · <InvoiceNumber id={line.invoice_id}>{line.number}</InvoiceNumber> · sobre{" "}
            {BASIS[line.basis]}
            {line.amount.startsWith("-") && " · se deshizo"}
          </span>
        </span>
      )}
    </SummedLines>
  );
}
