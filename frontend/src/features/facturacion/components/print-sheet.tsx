"use client";

import "./print.css";
import { useSyncExternalStore, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { ClinicName } from "@/entities/clinic/clinic-brand";
import { isZero } from "@/lib/decimal";
import { formatAmount, formatDate, formatPercent, formatQuantity } from "@/lib/format";
import type { Invoice } from "@/entities/invoice/schema";
import { ID_TYPE_LABEL, METHOD_LONG } from "../words";
import { baseLabel } from "./totals-card";

const money = (value: string) => `$${formatAmount(value)}`;
const never = () => () => undefined;

/** The invoice on paper. It stands apart from the page, and is seen only when printing. */
export function PrintSheet({ invoice }: { invoice: Invoice }) {
  const alive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return alive ? createPortal(<Sheet invoice={invoice} />, document.body) : null;
}

function Sheet({ invoice }: { invoice: Invoice }) {
  const { buyer, taxes, payments } = invoice;
  const received = payments.filter(({ voided_at }) => !voided_at);
  return (
    <div data-print-sheet aria-hidden className="hidden text-sm leading-5">
      <section className="flex items-start justify-between border-b border-current pb-4">
        <ClinicName className="text-xl text-current" />
        <div className="text-right">
          <p className="text-lg font-semibold">Factura</p>
          <p className="font-mono text-base">{invoice.number}</p>
          <p>{formatDate(invoice.issue_date ?? invoice.dated_on)}</p>
          {invoice.status === "ANNULLED" && <p className="font-semibold">ANULADA: {invoice.annul_reason}</p>}
        </div>
      </section>
      <section className="grid grid-cols-2 gap-x-8 gap-y-1 py-4">
        <Fact label="Cliente">{buyer.name}</Fact>
        <Fact label={ID_TYPE_LABEL[buyer.id_type]}>
          <span className="font-mono">{buyer.document}</span>
        </Fact>
        {buyer.address && <Fact label="Dirección">{buyer.address}</Fact>}
        {(buyer.phone || buyer.email) && (
          <Fact label="Contacto">{[buyer.phone, buyer.email].filter(Boolean).join(", ")}</Fact>
        )}
        {invoice.doctor && <Fact label="Profesional">{invoice.doctor.name}</Fact>}
      </section>
      <table className="w-full border-collapse tabular-nums [&_td]:py-1.5 [&_th]:py-1.5 [&_th]:text-left [&_th]:font-semibold">
        <thead className="border-y border-current">
          <tr>
            <th>Código</th>
            <th>Descripción</th>
            <Right>Cantidad</Right>
            <Right>Precio</Right>
            <Right>Descuento</Right>
            <Right>IVA</Right>
            <Right>Subtotal</Right>
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={line.id} className="border-b border-current [border-width:0_0_0.5px]">
              <td className="pr-2 font-mono text-xs">{line.code}</td>
              <td className="pr-2">{line.description}</td>
              <td className="text-right">{formatQuantity(line.quantity)}</td>
              <td className="text-right">{money(line.unit_price)}</td>
              <td className="text-right">{isZero(line.discount) ? "" : money(line.discount)}</td>
              <td className="text-right">{formatPercent(line.iva_rate)}</td>
              <td className="text-right">{money(line.subtotal)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <section className="flex justify-between gap-8 pt-4">
        <div className="min-w-0 flex-1">
          {received.length > 0 && <p className="font-semibold">Pagos</p>}
          {received.map((payment) => (
            <p key={payment.id}>
              {formatDate(payment.received_on)} · {METHOD_LONG[payment.method]}
              {payment.reference && ` (${payment.reference})`} · {money(payment.amount)}
            </p>
          ))}
          {invoice.notes && (
            <p className="mt-3 whitespace-pre-line">
              <span className="font-semibold">Observaciones: </span>
              {invoice.notes}
            </p>
          )}
        </div>
        <dl className="w-64 tabular-nums">
          {taxes.map((tax) => (
            <Sum key={tax.iva_code} label={baseLabel(tax.iva_code, tax.iva_rate)} value={tax.base} />
          ))}
          {!isZero(invoice.discount) && <Sum label="Descuento aplicado" value={invoice.discount} />}
          {taxes
            .filter(({ iva_rate }) => !isZero(iva_rate))
            .map((tax) => (
              <Sum key={tax.iva_code} label={`IVA ${formatPercent(tax.iva_rate)}`} value={tax.iva} />
            ))}
          <Sum label="Total" value={invoice.total} strong />
          {invoice.status === "ISSUED" && <Sum label="Pagado" value={invoice.paid} />}
          {invoice.status === "ISSUED" && <Sum label="Saldo" value={invoice.balance} strong />}
        </dl>
      </section>
      <p className="mt-8 border-t border-current pt-2 text-xs">
        Representación interna. No reemplaza al comprobante electrónico autorizado por el SRI.
      </p>
    </div>
  );
}

const Right = ({ children }: { children: ReactNode }) => <th className="!text-right">{children}</th>;
const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <p>
    <span className="font-semibold">{label}: </span>
    {children}
  </p>
);
const Sum = ({ label, value, strong }: { label: string; value: string; strong?: boolean }) => (
  <div className={`flex justify-between py-0.5 ${strong ? "border-t border-current font-semibold" : ""}`}>
    <dt>{label}</dt>
    <dd>{money(value)}</dd>
  </div>
);
