"use client";

import { Link } from "@/components/patterns/link";
import { invoicePath } from "@/config/navigation";
import { useCan } from "@/lib/session";

/** An invoice by its number, which leads to it for whoever may see it. */
export function InvoiceNumber({ id, children }: { id: number; children: React.ReactNode }) {
  const sees = useCan("invoices:read");
  if (!sees) return <span className="font-mono">{children}</span>;
  return (
    <Link href={invoicePath(id)} className="rounded-sm font-mono text-primary underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
