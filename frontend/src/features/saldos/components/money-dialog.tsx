"use client";

import { DateField } from "@/components/form/date-fields";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { METHODS } from "@/entities/invoice/schema";
import { today } from "@/lib/dates";
import { decimal, oneLine, optionalDay, optionalText } from "@/lib/fields";
import { formatMoney } from "@/lib/format";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { typedMoney } from "@/lib/units";
import { useMoveMoney } from "../api";
import { METHOD_CHOICES } from "../words";

const amount = decimal({ places: 2, positive: true });
const depositForm = z.object({
  amount,
  method: z.enum(METHODS),
  reference: optionalText(200),
  reason: optionalText(300),
});
const refundForm = depositForm.extend({ reason: oneLine(300) });
const receivedForm = depositForm
  .extend({ bank: optionalText(80), due_on: optionalDay })
  // What was typed for another method is not of this one.
  .transform(({ bank, due_on, ...money }) => ({ ...money, ...(money.method === "CHECK" ? { bank, due_on } : {}) }));

type MoneyDialogProps = { patientId: number; name: string; credit: string; onClose: () => void };

/** Money of a patient that is of no invoice yet. */
export function DepositDialog({ patientId, name, onClose }: MoneyDialogProps) {
  const form = useZodForm(receivedForm, {
    defaultValues: { amount: "", method: "CASH", reference: "", reason: "", bank: "", due_on: "" },
  });
  const deposit = useMoveMoney(patientId, "deposits");
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Recibir un abono"
      description={`${name}. Queda a su favor hasta que se aplique a una factura o se le devuelva.`}
      form={form}
      onSubmit={async (body) => {
        await deposit.mutateAsync(body);
        announce(`Abono de ${formatMoney(body.amount)} recibido`);
      }}
      submitLabel="Recibir abono"
    >
      <MoneyField control={form.control} name="amount" label="Valor" autoFocus />
      <SelectField control={form.control} name="method" label="Forma de pago" options={METHOD_CHOICES} />
      <TextField control={form.control} name="reference" label="Referencia" optional autoComplete="off" />
      {form.watch("method") === "CHECK" && (
        <div className="grid grid-cols-2 gap-2">
          <TextField control={form.control} name="bank" label="Banco" optional autoComplete="off" />
          <DateField control={form.control} name="due_on" label="Se cobra desde" optional min={today()} />
        </div>
      )}
      <TextField control={form.control} name="reason" label="Para qué" optional autoComplete="off" />
    </FormDialog>
  );
}

/** Gives back what is in the patient's favour. */
export function RefundDialog({ patientId, name, credit, onClose }: MoneyDialogProps) {
  const form = useZodForm(refundForm, {
    defaultValues: { amount: typedMoney(credit), method: "CASH", reference: "", reason: "" },
  });
  const refund = useMoveMoney(patientId, "refunds");
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Devolver dinero"
      description={`${name} tiene ${formatMoney(credit)} a favor.`}
      form={form}
      onSubmit={async (body) => {
        await refund.mutateAsync(body);
        announce(`Devueltos ${formatMoney(body.amount)}`);
      }}
      submitLabel="Devolver"
    >
      <MoneyField control={form.control} name="amount" label="Valor" autoFocus />
      <SelectField control={form.control} name="method" label="Se devuelve en" options={METHOD_CHOICES} />
      <TextField control={form.control} name="reference" label="Referencia" optional autoComplete="off" />
      <TextField control={form.control} name="reason" label="Motivo" autoComplete="off" />
    </FormDialog>
  );
}
