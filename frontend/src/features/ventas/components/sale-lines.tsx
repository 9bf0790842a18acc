"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { SummedLines } from "@/components/patterns/summed-lines";
import { InvoiceNumber } from "@/entities/invoice/invoice-number";
import { saleLinesQuery } from "@/entities/report/queries";
import type { SaleLine } from "@/entities/report/schema";
import { formatDate } from "@/lib/format";
import type { ApiOptions } from "@/lib/http";
import { METHOD_WORDS, sourceOf } from "../words";

/** What one row is made of: each line opens its invoice. */
export function SaleLines({ about }: { about: ApiOptions["query"] }) {
  const query = useInfiniteQuery(saleLinesQuery(about));
  return (
    <div className="border-l-[3px] border-primary py-2 pl-4 pr-4 md:pl-9">
      <SummedLines query={query}>
        {(line) => (
          <>
            <span className="w-24 shrink-0 text-xs tabular-nums text-muted-foreground">{formatDate(line.day)}</span>
            <span className="min-w-0 flex-1">
              <Document line={line} /> <span className="text-muted-foreground">{detailOf(line)}</span>
            </span>
          </>
        )}
      </SummedLines>
    </div>
  );
}

function Document({ line }: { line: SaleLine }) {
  const word = sourceOf(line.source);
  if (line.invoice_id === null) return word;
  return (
    <>
      {line.source !== "INVOICE" && `${word} `}
      <InvoiceNumber id={line.invoice_id}>{line.number}</InvoiceNumber>
    </>
  );
}

const detailOf = ({ buyer_name, name, doctor_name, method }: SaleLine) =>
  [buyer_name, name, doctor_name, method && METHOD_WORDS[method]].filter(Boolean).join(" · ");
