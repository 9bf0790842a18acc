import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { StateBadge } from "@/components/patterns/status-badge";
import { invoicePath } from "@/config/navigation";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { formatDate } from "@/lib/format";

export const invoiceDay = (invoice: InvoiceRow) =>
  formatDate(invoice.issue_date ?? invoice.dated_on ?? invoice.created_at);

/** The state that matters at the counter: whether it is a fact yet, and then whether it is paid. */
export function InvoiceState({ invoice }: { invoice: InvoiceRow }) {
  return <StateBadge state={invoice.status === "ISSUED" ? `PAYMENT_${invoice.payment_status}` : invoice.status} />;
}

/** An invoice in one line, with what is owed of it. */
export function InvoiceLine({ invoice }: { invoice: InvoiceRow }) {
  return (
    <Link
      href={invoicePath(invoice.id)}
      className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm hover:bg-muted/60 focus-visible:ring-inset"
    >
      <span className="min-w-0 flex-1">
        <span className={invoice.number ? "font-mono" : "font-medium"}>{invoice.number ?? "Borrador"}</span>
        <span className="ml-2 whitespace-nowrap text-muted-foreground">{invoiceDay(invoice)}</span>
      </span>
      <InvoiceState invoice={invoice} />
      <Money value={invoice.total} className="min-w-20 text-right" />
    </Link>
  );
}
