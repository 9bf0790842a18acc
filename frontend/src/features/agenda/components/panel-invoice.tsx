"use client";

import { useQuery } from "@tanstack/react-query";
import { Banknote, ChevronRight, ReceiptText } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { StateBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { invoicePath, visitQuotePath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { visitInvoicesQuery } from "@/entities/invoice/queries";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { compare } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { useCan } from "@/lib/session";

function useVisitInvoice(appointment: Appointment) {
  const wanted = useCan("invoices:read") && appointment.status === "COMPLETED";
  const query = useQuery({
    ...visitInvoicesQuery(appointment.id),
    select: ({ data }) => data.find(({ status }) => status !== "DISCARDED") ?? data[0] ?? null,
    // It is drafted a moment after the visit ends, so it is asked for until it is there.
    refetchInterval: ({ state }) => (state.data?.data.length === 0 && state.dataUpdateCount < 10 ? 3000 : false),
    enabled: wanted,
  });
  return { ...query, wanted };
}

/** To the till, once there is something to charge and by who may. */
export function PanelCharge({ appointment }: { appointment: Appointment }) {
  const { data: invoice } = useVisitInvoice(appointment);
  const mayCharge = useCan("payments:write");
  if (!invoice || !mayCharge) return null;
  const owed = invoice.status === "DRAFT" ? invoice.total : invoice.status === "ISSUED" ? invoice.balance : "0";
  if (compare(owed, "0") <= 0) return null;
  return (
    <Button asChild>
      <Link href={invoicePath(invoice.id)}>
        <Banknote aria-hidden />
        Cobrar {formatMoney(owed)}
      </Link>
    </Button>
  );
}

/** To a quote of what was planned here, for who may write one. */
export function PanelQuote({ appointment }: { appointment: Appointment }) {
  const mayQuote = useCan("quotes:write");
  if (!mayQuote || appointment.treatments.length === 0) return null;
  return (
    <p className="px-4 py-3 text-sm">
      <Link href={visitQuotePath(appointment.id)} className="font-medium text-primary hover:underline">
        Presupuesto desde la cita
      </Link>
    </p>
  );
}

/** What became of the visit at the till. */
export function PanelInvoice({ appointment }: { appointment: Appointment }) {
  const { data: invoice, isPending, isError, wanted } = useVisitInvoice(appointment);
  if (!wanted) return null;
  if (invoice) return <InvoiceLink invoice={invoice} />;
  return (
    <p className="px-4 py-3 text-sm text-muted-foreground">
      {isPending
        ? "Buscando la factura…"
        : isError
          ? "No se pudo consultar la factura."
          : "El borrador de la factura se está preparando."}
    </p>
  );
}

function InvoiceLink({ invoice }: { invoice: InvoiceRow }) {
  return (
    <Link
      href={invoicePath(invoice.id)}
      className="group flex items-center gap-3 px-4 py-3 text-sm hover:bg-accent focus-visible:ring-inset"
    >
      <ReceiptText className="size-4 text-muted-foreground" aria-hidden />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">
          {invoice.number ? <span className="font-mono text-xs">{invoice.number}</span> : "Factura en borrador"}
        </span>
        <span className="text-xs text-muted-foreground">
          {invoice.status === "ISSUED" ? (
            <>
              Por cobrar <Money value={invoice.balance} dashZero />
            </>
          ) : (
            <>
              Total <Money value={invoice.total} />
            </>
          )}
        </span>
      </span>
      <StateBadge state={invoice.status === "ISSUED" ? `PAYMENT_${invoice.payment_status}` : invoice.status} />
      <ChevronRight className="size-4 text-muted-foreground" aria-hidden />
    </Link>
  );
}
