"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { invoicePath } from "@/config/navigation";
import { agreedQuery } from "@/entities/account/queries";
import type { AgreedInvoice } from "@/entities/account/schema";
import { compare, isZero } from "@/lib/decimal";
import { formatDate, formatMoney } from "@/lib/format";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";

/** How the instalments that the patient agreed stand; they are agreed and paid on their invoice. */
export function InstalmentsCard({ patientId }: { patientId: number }) {
  const { data, error, refetch } = useQuery(agreedQuery(patientId));
  return (
    <section aria-label="Cuotas" className="rounded-xl border border-border bg-card">
      <h2 className="border-b border-border px-4 py-2.5 font-semibold">Cuotas</h2>
      {error ? (
        <ErrorState bare error={error} what="las cuotas" onRetry={() => void refetch()} />
      ) : !data ? (
        <div role="status" aria-label="Cargando las cuotas" className="p-4">
          <Skeleton className="h-16" />
        </div>
      ) : data.length === 0 ? (
        <p className="px-4 py-3 text-sm text-muted-foreground">
          No hay cuotas pendientes. Se acuerdan en la factura del tratamiento.
        </p>
      ) : (
        data.map((invoice) => <Agreed key={invoice.id} invoice={invoice} />)
      )}
    </section>
  );
}

function Agreed({ invoice }: { invoice: AgreedInvoice }) {
  const seesInvoices = useCan("invoices:read");
  const { instalments, number, balance, total, overdue } = invoice;
  const paid = instalments.filter(({ left }) => isZero(left)).length;
  return (
    <article aria-label={`Cuotas de la factura ${number}`} className="border-b border-border px-4 py-3 last:border-b-0">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span>
          Faltan <Money value={balance} strong /> de {formatMoney(total)}
        </span>
        {compare(overdue, 0) > 0 && (
          <Badge variant="danger" icon={CalendarClock}>
            Vencido {formatMoney(overdue)}
          </Badge>
        )}
      </p>
      <p className="text-xs text-muted-foreground">
        {paid} de {instalments.length} pagadas · factura{" "}
        {seesInvoices ? (
          <Link href={invoicePath(invoice.id)} className="font-mono underline underline-offset-2">
            {number}
          </Link>
        ) : (
          <span className="font-mono">{number}</span>
        )}
      </p>
      <ol className="mt-2 divide-y divide-border text-sm">
        {instalments.slice(paid, paid + SHOWN).map((part) => (
          <li key={part.position} className="flex items-baseline justify-between gap-3 py-1.5">
            <span className={cn(part.overdue && "font-medium text-danger")}>
              {formatDate(part.due_on)}
              {part.overdue && " · vencida"}
            </span>
            <Money value={part.left} />
          </li>
        ))}
      </ol>
      {instalments.length > paid + SHOWN && (
        <p className="pt-1 text-xs text-muted-foreground">y {instalments.length - paid - SHOWN} más</p>
      )}
    </article>
  );
}

/** The ones that come next; all of them stand on the invoice. */
const SHOWN = 4;
