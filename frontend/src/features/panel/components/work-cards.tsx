"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, HandCoins, PackageCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Money } from "@/components/patterns/money";
import { appointmentPath, invoicePath } from "@/config/navigation";
import { unconfirmedQuery } from "@/entities/appointment/queries";
import { VisitName } from "@/entities/appointment/visit-link";
import { VisitNames } from "@/entities/appointment/visit-names";
import { owedQuery } from "@/entities/invoice/queries";
import { latestShortagesQuery } from "@/entities/product/queries";
import { addDays, today } from "@/lib/dates";
import { formatPhone, formatQuantity, formatRelativeDay, formatTime } from "@/lib/format";
import { ListCard, RowTo } from "./list-card";

// What waits for the people of the front desk, the till and the storeroom.

const Two = ({ main, under }: { main: string; under: ReactNode }) => (
  <span className="min-w-0 flex-1">
    <span className="block truncate text-sm font-medium">{main}</span>
    <span className="block truncate text-xs text-muted-foreground">{under}</span>
  </span>
);

/** Who should be called today. */
export function TomorrowCard() {
  const tomorrow = addDays(today(), 1);
  const query = useQuery(unconfirmedQuery(today()));
  const total = query.data?.total ?? 0;
  return (
    <ListCard
      title="Por confirmar para mañana"
      what="las citas de mañana"
      query={query}
      rows={query.data?.data}
      rowKey={(visit) => visit.id}
      row={(visit) => (
        <RowTo href={`${appointmentPath(visit.id)}&fecha=${tomorrow}`}>
          <span className="w-11 shrink-0 text-sm font-medium tabular-nums">{formatTime(visit.start_time)}</span>
          <Two main={visit.patient.name} under={visit.doctor.name} />
          {visit.patient.phone && (
            <span className="shrink-0 text-sm tabular-nums">{formatPhone(visit.patient.phone)}</span>
          )}
        </RowTo>
      )}
      empty={{ icon: CalendarCheck, text: "Nadie falta por confirmar." }}
      all={{ label: total > 1 ? `Ver las ${total}` : "Ver mañana", href: `/agenda/?fecha=${tomorrow}` }}
    />
  );
}

/** Issued, and nothing paid of it yet. */
export function OwedCard() {
  const query = useQuery(owedQuery);
  const total = query.data?.total ?? 0;
  return (
    <ListCard
      title="Facturas sin cobrar"
      what="las facturas sin cobrar"
      query={query}
      rows={query.data?.data}
      rowKey={(invoice) => invoice.id}
      row={(invoice) => (
        <RowTo href={invoicePath(invoice.id)}>
          <Two
            main={invoice.buyer.name}
            under={[invoice.number, formatRelativeDay(invoice.dated_on)].filter(Boolean).join(", ")}
          />
          <Money value={invoice.balance} strong className="text-sm" />
        </RowTo>
      )}
      empty={{ icon: HandCoins, text: "Todo lo emitido está cobrado o abonado." }}
      all={
        total > 1
          ? { label: `Ver las ${total}`, href: "/facturacion/?status=ISSUED&payment_status=PENDING" }
          : undefined
      }
    />
  );
}

/** What appointments used and the stock did not have. */
export function ShortagesCard() {
  const query = useQuery(latestShortagesQuery);
  const total = query.data?.total ?? 0;
  return (
    <VisitNames ids={query.data?.data.map(({ appointment_id }) => appointment_id) ?? []}>
      <ListCard
        title="Faltantes por resolver"
        what="los faltantes"
        query={query}
        rows={query.data?.data}
        rowKey={(shortage) => shortage.id}
        row={(shortage) => (
          <RowTo href="/inventario/?vista=faltantes&resolved=false">
            <Two main={shortage.product_name} under={<VisitName id={shortage.appointment_id} />} />
            <span className="shrink-0 text-sm tabular-nums">
              <span className="text-muted-foreground">faltó </span>
              {formatQuantity(shortage.quantity)}
            </span>
          </RowTo>
        )}
        empty={{ icon: PackageCheck, text: "Ningún faltante por resolver." }}
        all={total > 1 ? { label: `Ver los ${total}`, href: "/inventario/?vista=faltantes&resolved=false" } : undefined}
      />
    </VisitNames>
  );
}
