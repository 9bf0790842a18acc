"use client";

import { Undo2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Money } from "@/components/patterns/money";
import { StateBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Hint } from "@/components/ui/tooltip";
import { permissionWords } from "@/config/permissions";
import type { Invoice, Payment } from "@/entities/invoice/schema";
import { formatDate, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { saying } from "@/lib/saying";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { useVoidPayment } from "../api";
import { METHOD_LONG, receivedWhen } from "../words";
import { MovementList, UseCredit } from "./credit-in-favour";

const CollectForm = lazy(
  () => import("./collect-form").then((file) => file.CollectForm),
  <Skeleton className="h-52 w-full" />,
);

/** What was paid, what is owed, and the form that takes it. */
export function PaymentsCard({ invoice }: { invoice: Invoice }) {
  // What waits to be annulled takes no money meanwhile.
  const mayCollect = useCan("payments:write") && !invoice.annulment;
  const [voiding, setVoiding] = useState<Payment | null>(null);
  const voidPayment = useVoidPayment();
  const owed = invoice.status === "ISSUED" && Number(invoice.balance) > 0;

  return (
    <Card aria-label="Pagos">
      <CardHeader>
        <CardTitle>Pagos</CardTitle>
        {invoice.status === "ISSUED" && (
          <CardAction>
            <StateBadge state={`PAYMENT_${invoice.payment_status}`} />
          </CardAction>
        )}
      </CardHeader>
      {invoice.payments.length > 0 && (
        <ul className="divide-y divide-border px-4">
          {invoice.payments.map((payment) => (
            <PaymentItem
              key={payment.id}
              payment={payment}
              onVoid={mayCollect && invoice.status === "ISSUED" ? () => setVoiding(payment) : undefined}
            />
          ))}
        </ul>
      )}
      {invoice.movements.length > 0 && <MovementList movements={invoice.movements} />}
      {(owed || (invoice.payments.length === 0 && invoice.status === "ANNULLED")) && (
        <div className={cn("px-4 pb-4 pt-3", invoice.payments.length > 0 && "border-t border-border")}>
          {owed ? (
            <Owed invoice={invoice} mayCollect={mayCollect} />
          ) : (
            <p className="text-sm text-muted-foreground">La factura se anuló sin pagos.</p>
          )}
        </div>
      )}
      {voiding && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setVoiding(null)}
          title={`Anular el pago de ${formatMoney(voiding.amount)}`}
          description={`${METHOD_LONG[voiding.method]}, ${receivedWhen(voiding)}. El valor vuelve al saldo de la factura. No se puede deshacer.`}
          confirmLabel="Anular pago"
          reason={{ hint: "Por ejemplo: valor equivocado. Queda en el registro." }}
          onConfirm={saying(async (reason) => {
            await voidPayment.mutateAsync({ id: voiding.id, reason });
            announce(`Pago de ${formatMoney(voiding.amount)} anulado`);
          })}
        />
      )}
    </Card>
  );
}

function Owed({ invoice, mayCollect }: { invoice: Invoice; mayCollect: boolean }) {
  return (
    <>
      <p className="flex items-baseline justify-between text-base">
        <span className="font-medium">Saldo</span>
        <Money value={invoice.balance} strong className="text-xl" />
      </p>
      {mayCollect ? (
        <div className="mt-3">
          {invoice.patient_id && <UseCredit invoice={invoice} patientId={invoice.patient_id} />}
          <CollectForm key={invoice.balance} invoice={invoice} />
        </div>
      ) : (
        <p className="mt-1 text-sm text-muted-foreground">
          Su rol no incluye {permissionWords("payments:write")}: cobra Caja o la administración.
        </p>
      )}
    </>
  );
}

/** «Visa · lote 000123 · autorización 889012», «Pichincha · se cobra desde el 24 dic 2026». */
const detailsOf = ({ card_brand, card_lot, card_authorisation, bank, due_on }: Payment) =>
  [
    card_brand,
    card_lot && `lote ${card_lot}`,
    card_authorisation && `autorización ${card_authorisation}`,
    bank,
    due_on && `se cobra desde el ${formatDate(due_on)}`,
  ]
    .filter(Boolean)
    .join(" · ");

function PaymentItem({ payment, onVoid }: { payment: Payment; onVoid?: () => void }) {
  const voided = Boolean(payment.voided_at);
  return (
    <li className="flex items-start gap-2 py-2.5">
      <div className="min-w-0 flex-1">
        <p className={cn("text-sm font-medium", voided && "text-muted-foreground line-through")}>
          {METHOD_LONG[payment.method]}
        </p>
        <p className="text-xs text-muted-foreground">
          {receivedWhen(payment)} · {payment.received_by.name}
          {payment.reference && <span className="block break-words">{payment.reference}</span>}
          {detailsOf(payment) && <span className="block break-words">{detailsOf(payment)}</span>}
          {payment.note && <span className="block break-words">{payment.note}</span>}
          {voided && (
            <span className="mt-1 block break-words">
              <Badge variant="danger" icon={Undo2} className="mr-1.5 align-middle">
                Anulado
              </Badge>
              {payment.void_reason}
            </span>
          )}
        </p>
      </div>
      <Money
        value={payment.amount}
        className={cn("text-sm leading-5", voided && "text-muted-foreground line-through")}
      />
      {onVoid && !voided && (
        <Hint text="Anular pago">
          <Button
            variant="ghost"
            size="icon-xs"
            aria-label={`Anular el pago de ${formatMoney(payment.amount)}`}
            onClick={onVoid}
            className="-mt-1 text-muted-foreground"
          >
            <Undo2 aria-hidden />
          </Button>
        </Hint>
      )}
    </li>
  );
}
