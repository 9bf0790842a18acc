"use client";

import { useQuery } from "@tanstack/react-query";
import { ReceiptText } from "lucide-react";
import { Money } from "@/components/patterns/money";
import { invoicePath } from "@/config/navigation";
import { draftsQuery } from "@/entities/invoice/queries";
import { formatRelativeDay } from "@/lib/format";
import { ListCard, RowTo } from "./list-card";

/** Visits that ended and were not charged yet: one click from the invoice. */
export function DraftsCard() {
  const query = useQuery(draftsQuery);
  const total = query.data?.total ?? 0;
  return (
    <ListCard
      title="Borradores por cobrar"
      what="los borradores"
      query={query}
      rows={query.data?.data}
      rowKey={(draft) => draft.id}
      row={(draft) => (
        <RowTo href={invoicePath(draft.id)}>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-sm font-medium">{draft.buyer.name}</span>
            <span className="block truncate text-xs text-muted-foreground">
              {[capital(formatRelativeDay(draft.dated_on)), draft.doctor?.name].filter(Boolean).join(", ")}
            </span>
          </span>
          <Money value={draft.total} strong className="text-sm" />
        </RowTo>
      )}
      empty={{ icon: ReceiptText, text: "Todo lo atendido está facturado." }}
      all={
        total > 0
          ? { label: `Ver ${total === 1 ? "el borrador" : `los ${total}`}`, href: "/facturacion/?status=DRAFT" }
          : { label: "Ver facturas", href: "/facturacion/" }
      }
    />
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
