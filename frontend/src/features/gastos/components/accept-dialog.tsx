"use client";

import { DateField } from "@/components/form/date-fields";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { METHOD_LABEL, METHODS, type Proposal } from "@/entities/expense/schema";
import { today } from "@/lib/dates";
import { formatMoney, formatMonth } from "@/lib/format";
import { notify } from "@/lib/toast";
import { typedMoney } from "@/lib/units";
import { useAccept } from "../api";
import { acceptanceForm } from "../forms";

const METHOD_OPTIONS = METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));

/** The expense of a month as it really was. */
export function AcceptDialog({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const accept = useAccept();
  const form = useZodForm(acceptanceForm, {
    defaultValues: {
      amount: typedMoney(proposal.amount),
      date: proposal.due_on < today() ? proposal.due_on : today(),
      document_number: "",
      payment_method: proposal.payment_method,
    },
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Registrar ${proposal.description}`}
      description={`De ${formatMonth(proposal.month)}. Si este mes costó otra cosa, cambie el valor.`}
      form={form}
      submitLabel="Registrar gasto"
      onSubmit={async (values, confirmed) => {
        const body = confirmed ? { ...values, confirm_repeated: true as const } : values;
        await accept.mutateAsync({ id: proposal.recurring_id, month: proposal.month, ...body });
        notify(`Gasto de ${formatMoney(values.amount)} registrado`);
      }}
    >
      <MoneyField control={form.control} name="amount" label="Valor" autoFocus />
      <DateField control={form.control} name="date" label="Fecha" max={today()} />
      <TextField
        control={form.control}
        name="document_number"
        label="Número de comprobante"
        optional
        autoComplete="off"
        inputClassName="font-mono"
      />
      <SelectField control={form.control} name="payment_method" label="Forma de pago" options={METHOD_OPTIONS} />
    </FormDialog>
  );
}
