"use client";

import { Banknote } from "lucide-react";
import { FormDialog } from "@/components/form/form-sheet";
import { FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { useEffect } from "react";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { today } from "@/lib/dates";
import { formatMoney } from "@/lib/format";
import { notify } from "@/lib/toast";
import { useReceivePayment } from "../api";
import { typedMoney } from "@/lib/units";
import { paymentForm, type PaymentBody } from "../forms";
import { METHOD_LONG } from "../words";
import { chargeLabel, PaymentFields } from "./payment-fields";

type Owed = Pick<InvoiceRow, "id" | "number" | "balance" | "buyer">;

export const usePaymentForm = (balance: string) =>
  useZodForm(paymentForm(balance), {
    defaultValues: { method: "CASH", amount: typedMoney(balance), reference: "", received_on: today() },
  });

function useCollect(invoice: Owed) {
  const form = usePaymentForm(invoice.balance);
  const receive = useReceivePayment();
  return {
    form,
    amount: form.watch("amount"),
    collect: async (body: PaymentBody, confirmed: boolean) => {
      await receive.mutateAsync({ id: invoice.id, body, confirmed });
      notify(`Cobro de ${formatMoney(body.amount)} registrado (${METHOD_LONG[body.method].toLowerCase()})`);
    },
  };
}

/** On the invoice itself, always open while something is owed. `C` brings the cursor to the amount. */
export function CollectForm({ invoice, autoFocus }: { invoice: Owed; autoFocus?: boolean }) {
  const { form, amount, collect } = useCollect(invoice);
  // From the search, «Cobrar» comes here to write the sum.
  const wanted = useUrlState().get("cobrar") === "1";
  useEffect(() => {
    if (wanted) form.setFocus("amount", { shouldSelect: true });
    // The form object changes on every keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted]);
  useHotkey("c", () => form.setFocus("amount", { shouldSelect: true }));
  return (
    <FormShell guarded form={form} onSubmit={collect} className="space-y-3.5">
      <PaymentFields form={form} balance={invoice.balance} autoFocus={autoFocus} />
      <Button type="submit" className="w-full" loading={form.formState.isSubmitting}>
        <Banknote aria-hidden />
        <span className="tabular-nums">{chargeLabel(amount, invoice.balance)}</span>
        <Kbd inverse>C</Kbd>
      </Button>
    </FormShell>
  );
}

/** The same from a list: method, amount, Enter. */
export function CollectDialog({ invoice, onClose }: { invoice: Owed; onClose: () => void }) {
  const { form, amount, collect } = useCollect(invoice);
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Cobrar la factura ${invoice.number}`}
      description={`${invoice.buyer.name}. Saldo: ${formatMoney(invoice.balance)}.`}
      form={form}
      onSubmit={collect}
      submitLabel={chargeLabel(amount, invoice.balance)}
    >
      <PaymentFields form={form} balance={invoice.balance} autoFocus />
    </FormDialog>
  );
}
