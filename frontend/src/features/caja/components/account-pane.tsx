"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { appointmentPath, invoicePath, patientPath } from "@/config/navigation";
import type { Invoice } from "@/entities/invoice/schema";
import { isZero } from "@/lib/decimal";
import { formatMoney, formatPercent, formatQuantity } from "@/lib/format";

/** What they owe, and who the invoice is made out to. Corrections are made in the draft itself. */
export function AccountPane({ invoice, onBack }: { invoice: Invoice; onBack: () => void }) {
  const draft = invoice.status === "DRAFT";
  return (
    <Card className="flex flex-col overflow-hidden" role="region" aria-label="La cuenta">
      <header className="flex items-center gap-3 border-b px-4 py-3">
        <Button variant="ghost" size="icon" className="-ml-2 md:hidden" aria-label="Volver a la lista" onClick={onBack}>
          <ArrowLeft aria-hidden />
        </Button>
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-lg font-semibold tracking-[-0.01em]">{invoice.buyer.name}</h2>
          <p className="truncate text-sm text-muted-foreground">
            <span className="font-mono">{invoice.buyer.document}</span>
            {invoice.doctor && ` · ${invoice.doctor.name}`}
          </p>
        </div>
        {draft ? <Badge variant="warning">Borrador</Badge> : <Badge variant="outline">{invoice.number}</Badge>}
      </header>
      {invoice.plan && !isZero(invoice.plan.overdue) && (
        <Alert variant="warning" className="m-3">
          Tiene {formatMoney(invoice.plan.overdue)} de cuotas vencidas.
        </Alert>
      )}
      {invoice.to_mend.length > 0 && (
        <Alert variant="warning" className="m-3">
          Corrija el borrador antes de cobrar. {invoice.to_mend[0]!.message}
        </Alert>
      )}
      <div className="min-h-0 flex-1 overflow-auto">
        <table className="w-full text-sm">
          <thead className="bg-muted text-left text-xs text-muted-foreground">
            <tr>
              <th className="px-4 py-2 font-medium">Concepto</th>
              <th className="hidden px-2 py-2 text-right font-medium sm:table-cell">Precio</th>
              <th className="hidden px-2 py-2 text-right font-medium sm:table-cell">Descuento</th>
              <th className="px-4 py-2 text-right font-medium">Subtotal</th>
            </tr>
          </thead>
          <tbody className="divide-y">
            {invoice.lines.map((line) => (
              <tr key={line.id}>
                <td className="px-4 py-2.5">
                  <span className="font-medium">{line.description}</span>
                  <span className="block text-xs text-muted-foreground">
                    {formatQuantity(line.quantity)} · IVA {formatPercent(line.iva_rate)}
                  </span>
                </td>
                <td className="hidden px-2 text-right sm:table-cell">
                  <Money value={line.unit_price} />
                </td>
                <td className="hidden px-2 text-right sm:table-cell">
                  <Money value={line.discount} dashZero />
                </td>
                <td className="px-4 text-right">
                  <Money value={line.subtotal} strong />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl className="ml-auto w-full max-w-64 space-y-1.5 border-t px-4 py-3 text-sm sm:border-t-0">
        <Sum label="Subtotal" value={invoice.subtotal} />
        {!isZero(invoice.iva) && <Sum label="IVA" value={invoice.iva} />}
        <Sum label="Total" value={invoice.total} strong />
        {!isZero(invoice.paid) && <Sum label="Ya pagado" value={invoice.paid} />}
      </dl>
      <footer className="flex flex-wrap gap-x-4 gap-y-1 border-t px-4 py-3 text-sm">
        <Link className="font-medium text-primary hover:underline" href={invoicePath(invoice.id)}>
          {draft ? "Corregir o cambiar a quién se factura" : "Ver la factura"}
        </Link>
        {invoice.appointment_id && (
          <Link className="font-medium text-primary hover:underline" href={appointmentPath(invoice.appointment_id)}>
            Ver la cita
          </Link>
        )}
        {invoice.patient_id && (
          <Link className="font-medium text-primary hover:underline" href={patientPath(invoice.patient_id)}>
            Ver la ficha
          </Link>
        )}
      </footer>
    </Card>
  );
}

function Sum({ label, value, strong }: { label: string; value: string; strong?: boolean }) {
  return (
    <div className="flex justify-between">
      <dt className={strong ? "font-semibold" : "text-muted-foreground"}>{label}</dt>
      <dd>
        <Money value={value} strong={strong} />
      </dd>
    </div>
  );
}
