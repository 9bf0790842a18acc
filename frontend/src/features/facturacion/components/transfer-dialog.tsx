"use client";

import { useQuery } from "@tanstack/react-query";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { accountQuery } from "@/entities/account/queries";
import type { OwedInvoice } from "@/entities/account/schema";
import type { Invoice } from "@/entities/invoice/schema";
import { compare } from "@/lib/decimal";
import { decimal, oneLine } from "@/lib/fields";
import { formatMoney } from "@/lib/format";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { typedMoney } from "@/lib/units";
import { useTransfer } from "../api";

const IN_FAVOUR = "favor";
type TransferProps = { invoice: Invoice; onClose: () => void };

/** Takes what was paid of an invoice to another of its patient, or leaves it in their favour. */
export function TransferDialog({ invoice, onClose }: TransferProps) {
  const account = useQuery(accountQuery(invoice.patient_id!));
  if (!account.data && !account.error) return null;
  const others = (account.data?.invoices ?? []).filter(({ id }) => id !== invoice.id);
  return <Transfer invoice={invoice} others={others} onClose={onClose} />;
}

const transferForm = (paid: string, others: readonly OwedInvoice[]) =>
  z
    .object({ to: z.string(), amount: decimal({ places: 2, positive: true }), reason: oneLine(300) })
    .superRefine(({ to, amount }, context) => {
      const fail = (message: string) => context.addIssue({ code: "custom", path: ["amount"], message });
      const target = others.find(({ id }) => String(id) === to);
      if (compare(amount, paid) > 0) fail(`De esta factura están pagados ${formatMoney(paid)}.`);
      else if (target && compare(amount, target.balance) > 0)
        fail(`El saldo de la otra factura es de ${formatMoney(target.balance)}.`);
    })
    .transform(({ to, ...body }) => ({ ...body, ...(to === IN_FAVOUR ? {} : { to_invoice_id: Number(to) }) }));

function Transfer({ invoice, others, onClose }: TransferProps & { others: OwedInvoice[] }) {
  const form = useZodForm(transferForm(invoice.paid, others), {
    defaultValues: {
      to: others[0] ? String(others[0].id) : IN_FAVOUR,
      amount: typedMoney(invoice.paid),
      reason: "",
    },
  });
  const transfer = useTransfer();
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Pasar lo pagado"
      description={`De la factura ${invoice.number} están pagados ${formatMoney(invoice.paid)}. No entra ni sale dinero de la caja.`}
      form={form}
      onSubmit={async (body) => {
        await transfer.mutateAsync({ id: invoice.id, body });
        announce(`Pasaron ${formatMoney(body.amount)}`);
      }}
      submitLabel="Pasar"
    >
      <SelectField
        control={form.control}
        name="to"
        label="A dónde"
        options={[
          ...others.map(({ id, number, balance }) => ({
            value: String(id),
            label: `Factura ${number}, debe ${formatMoney(balance)}`,
          })),
          { value: IN_FAVOUR, label: "Queda a favor del paciente" },
        ]}
      />
      <MoneyField control={form.control} name="amount" label="Valor" autoFocus />
      <TextField control={form.control} name="reason" label="Motivo" autoComplete="off" />
    </FormDialog>
  );
}
