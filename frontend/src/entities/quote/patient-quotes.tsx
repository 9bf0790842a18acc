"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { newQuotePath, quotePath, quotesOfPath } from "@/config/navigation";
import { useCan } from "@/lib/session";
import { quotesQuery } from "./queries";
import { QuoteBadge } from "./state";

const SHOWN = 5;

/** The latest quotes of a patient, and the way to a new one. Nothing where there is none and none may be written. */
export function PatientQuotes({ patientId }: { patientId: number }) {
  const mayWrite = useCan("quotes:write");
  const { data, error, refetch } = useQuery(quotesQuery({ patient_id: patientId, sort: "-created_at", limit: SHOWN }));
  if (error && !data) return <ErrorState error={error} what="los presupuestos" onRetry={() => void refetch()} />;
  if (!data || (data.data.length === 0 && !mayWrite)) return null;
  return (
    <Card aria-label="Presupuestos" className="overflow-hidden">
      <CardHeader className="flex-row items-center justify-between gap-2 space-y-0 pb-3">
        <CardTitle>Presupuestos</CardTitle>
        {mayWrite && (
          <Button asChild variant="outline" size="sm">
            <Link href={newQuotePath(patientId)}>
              <Plus aria-hidden />
              Nuevo presupuesto
            </Link>
          </Button>
        )}
      </CardHeader>
      <ul className="divide-y divide-border border-t border-border empty:hidden">
        {data.data.map((quote) => (
          <li key={quote.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
            <span className="min-w-0 flex-1 basis-52">
              <Link href={quotePath(quote.id)} className="font-mono text-xs text-primary hover:underline">
                {quote.number}
                {quote.edition > 1 && ` v${quote.edition}`}
              </Link>
              <span className="block truncate text-xs text-muted-foreground">{quote.summary}</span>
            </span>
            <QuoteBadge quote={quote} />
            <Money value={quote.total} strong />
          </li>
        ))}
      </ul>
      {data.next !== null && (
        <p className="border-t border-border px-4 py-2.5 text-sm">
          <Link href={quotesOfPath(patientId)} className="text-primary hover:underline">
            Ver todos sus presupuestos
          </Link>
        </p>
      )}
    </Card>
  );
}
