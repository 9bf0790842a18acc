"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "@/components/form/form-sheet";
import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { seriesQuery } from "@/entities/invoice/queries";
import type { Invoice } from "@/entities/invoice/schema";
import { compare } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { useIssueInvoice, useReceivePayment } from "../api";
import type { PaymentBody } from "../forms";
import { usePaymentForm } from "./collect-form";
import { chargeLabel, PaymentFields } from "./payment-fields";

type IssueDialogProps = { invoice: Invoice; collects: boolean; onClose: () => void };

/** Numbers the draft and, for who collects, takes the payment in the same act. */
export function IssueDialog({ invoice, collects, onClose }: IssueDialogProps) {
  const form = usePaymentForm(invoice.total);
  const [seriesId, setSeriesId] = useState<number | null>(null);
  const [issuing, setIssuing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [issued, setIssued] = useState<Invoice | null>(null);
  const { data: series = [] } = useQuery(seriesQuery);
  const open = series.filter(({ active }) => active);
  const issueInvoice = useIssueInvoice();
  const receive = useReceivePayment();
  const final = invoice.buyer.id_type === "07";

  // Once it has its number it is not issued again: what may still fail is the payment.
  async function issue() {
    if (issued) return issued;
    const answer = await issueInvoice.mutateAsync({ id: invoice.id, version: invoice.version, seriesId });
    setIssued(answer);
    return answer;
  }

  async function onlyIssue() {
    const { number } = await issue();
    notify(`Factura ${number} emitida`);
  }

  async function issueAndCollect(body: PaymentBody, confirmed: boolean) {
    setError(null);
    const { number, total } = await issue();
    await receive.mutateAsync({ id: invoice.id, body, confirmed });
    notify(
      `Factura ${number} emitida. Cobro de ${formatMoney(body.amount)} registrado${compare(total, body.amount) > 0 ? ", queda saldo" : ""}`,
    );
  }

  async function withoutCollecting() {
    setIssuing(true);
    setError(null);
    await onlyIssue().then(onClose, setError);
    setIssuing(false);
  }

  const words = (
    <>
      {invoice.buyer.name}. Recibe el siguiente número
      {open.length === 1 && (
        <>
          {" "}
          de la serie{" "}
          <span className="whitespace-nowrap font-mono">
            {open[0]!.establishment}-{open[0]!.emission_point}
          </span>
        </>
      )}{" "}
      y ya no se podrá modificar{final && " ni anular"}.
    </>
  );

  return (
    <FormDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={issued ? `Cobrar la factura ${issued.number}` : collects ? "Emitir y cobrar" : "Emitir factura"}
      description={issued ? invoice.buyer.name : words}
      form={form}
      onSubmit={collects ? issueAndCollect : onlyIssue}
      submitLabel={
        collects
          ? chargeLabel(form.watch("amount"), invoice.total, issued ? "Cobrar" : "Emitir y cobrar")
          : "Emitir factura"
      }
      footer={
        collects &&
        !issued && (
          <Button
            variant="ghost"
            className="-ml-2"
            loading={issuing}
            disabled={form.formState.isSubmitting}
            onClick={() => void withoutCollecting()}
          >
            Emitir sin cobrar
          </Button>
        )
      }
    >
      {issued && <Alert variant="warning">La factura {issued.number} ya está emitida; falta registrar el cobro.</Alert>}
      {error !== null && <Alert variant="destructive">{messageOf(error)}</Alert>}
      <p className="flex items-baseline justify-between text-base">
        <span className="font-medium">Total</span>
        <Money value={invoice.total} strong className="text-xl" />
      </p>
      {open.length > 1 && !issued && (
        <div className="space-y-1.5">
          <Label htmlFor="issue-series">Serie</Label>
          <Select value={String(seriesId ?? open[0]!.id)} onValueChange={(id) => setSeriesId(Number(id))}>
            <SelectTrigger id="issue-series">
              <SelectValue />
            </SelectTrigger>
            <SelectContent>
              {open.map(({ id, establishment, emission_point, name }) => (
                <SelectItem key={id} value={String(id)}>
                  {establishment}-{emission_point} · {name}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </div>
      )}
      {collects && <PaymentFields form={form} balance={invoice.total} autoFocus />}
    </FormDialog>
  );
}
