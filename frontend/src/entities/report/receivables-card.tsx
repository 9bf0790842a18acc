"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { receivablesQuery } from "@/entities/report/queries";
import type { Receivables } from "@/entities/report/schema";
import { addDays } from "@/lib/dates";
import { useCan } from "@/lib/session";

type Bucket = Receivables["by_age"][number];

const ageOf = ({ from_days, to_days }: Bucket) =>
  to_days === null
    ? `Más de ${from_days - 1} días`
    : from_days === 0
      ? `Hasta ${to_days} días`
      : `${from_days}–${to_days} días`;

/** The invoices of that age. */
function invoicesOf({ from_days, to_days }: Bucket, today: string) {
  const from = to_days === null ? "" : `&from=${addDays(today, -to_days)}`;
  return `/panel/por-cobrar/?to=${addDays(today, -from_days)}${from}`;
}

/** What is owed to the clinic, by how long ago it was invoiced; each age opens its invoices. */
export function ReceivablesCard() {
  const query = useQuery(receivablesQuery);
  const seesInvoices = useCan("invoices:read");
  const most = Math.max(1, ...(query.data?.by_age.map(({ balance }) => Number(balance)) ?? []));
  return (
    <Card aria-label="Por cobrar" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Por cobrar</CardTitle>
        <span className="text-xs text-muted-foreground">desde la fecha de la factura</span>
        <CardAction>{query.data && <Money value={query.data.total} strong />}</CardAction>
      </CardHeader>
      {query.isPending ? (
        <div className="px-4 pb-4">
          <Skeleton className="h-32 w-full" />
        </div>
      ) : !query.data ? (
        <ErrorState bare error={query.error} what="lo que está por cobrar" onRetry={() => void query.refetch()} />
      ) : Number(query.data.total) === 0 ? (
        <EmptyState bare icon={CircleCheck} title="Nadie debe nada">
          Lo que se facture y no se cobre aparece aquí.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-border border-t border-border">
          {query.data.by_age.map((bucket) => (
            <li key={bucket.from_days} className="flex min-h-11 items-center gap-3 px-4 text-sm">
              <span className="w-32 shrink-0">
                {seesInvoices && Number(bucket.balance) !== 0 ? (
                  <Link
                    href={invoicesOf(bucket, query.data.today)}
                    className="inline-flex min-h-11 items-center rounded-sm underline-offset-4 hover:underline"
                  >
                    {ageOf(bucket)}
                  </Link>
                ) : (
                  ageOf(bucket)
                )}
              </span>
              <span aria-hidden className="flex h-2.5 min-w-0 flex-1">
                <span
                  className="rounded-[3px] bg-primary"
                  style={{ width: `${(Math.max(Number(bucket.balance), 0) / most) * 100}%` }}
                />
              </span>
              <Money value={bucket.balance} dashZero className="shrink-0" />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
