"use client";

import { useQuery } from "@tanstack/react-query";
import { RadioField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { creditableQuery } from "@/entities/invoice/queries";
import type { CreditableLine, Invoice } from "@/entities/invoice/schema";
import { compare, subtract } from "@/lib/decimal";
import { formatMoney, formatQuantity } from "@/lib/format";
import { notify } from "@/lib/toast";
import { typedDecimal } from "@/lib/units";
import { useCreditNote } from "../api";
import { creditedOf, creditForm } from "../credit";

import { METHOD_OPTIONS } from "../words";

type CreditNoteProps = { invoice: Invoice; onClose: () => void };

/** Takes back an issued invoice, whole or in part: the note has a number of its own, the invoice stays as it is. */
export function CreditNoteSheet({ invoice, onClose }: CreditNoteProps) {
  const left = useQuery(creditableQuery(invoice.id));
  if (left.data) return <CreditNote invoice={invoice} left={left.data} onClose={onClose} />;
  if (left.error)
    return <ErrorState error={left.error} what="lo que queda por acreditar" onRetry={() => void left.refetch()} />;
  return null;
}

function CreditNote({ invoice, left, onClose }: CreditNoteProps & { left: CreditableLine[] }) {
  const form = useZodForm(creditForm(left), {
    defaultValues: {
      quantities: left.map(({ quantity }) => typedDecimal(quantity)),
      reason: "",
      settle: "",
      method: "CASH",
    },
  });
  const credit = useCreditNote();
  const total = creditedOf(form.watch("quantities"), left);
  const returned = subtract(total, invoice.balance);
  const goesBack = compare(returned, 0) > 0;
  const settle = form.watch("settle");

  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nota de crédito"
      description={`De la factura ${invoice.number}, ${invoice.buyer.name}. Lleva número propio y fecha de hoy; resta desde hoy de los ingresos y de lo que se debe. No se puede deshacer.`}
      form={form}
      onSubmit={async (body) => {
        const after = await credit.mutateAsync({ id: invoice.id, body });
        notify(`Nota de crédito ${after.credit_notes.at(-1)?.number} emitida`);
      }}
      submitLabel="Emitir nota de crédito"
      footer={
        <span className="text-sm">
          Acredita <Money value={total} strong />
        </span>
      }
    >
      <ul className="divide-y divide-border rounded-lg border border-border">
        {left.map((line, place) => (
          <li key={line.id} className="flex items-start gap-3 p-3">
            <p className="min-w-0 flex-1 text-sm">
              {line.description}
              <span className="block text-xs text-muted-foreground">
                quedan {formatQuantity(line.quantity)}, <Money value={line.subtotal} />
              </span>
            </p>
            <TextField
              control={form.control}
              name={`quantities.${place}`}
              label="Cantidad"
              inputMode="decimal"
              autoComplete="off"
              className="w-28"
              inputClassName="text-right tabular-nums"
            />
          </li>
        ))}
      </ul>
      <TextField
        control={form.control}
        name="reason"
        label="Motivo"
        placeholder="Se cobró de más, no se hizo el tratamiento…"
        autoComplete="off"
      />
      {goesBack && (
        <>
          <Alert variant="info">De esto ya se pagaron {formatMoney(returned)}: diga a dónde van.</Alert>
          <RadioField
            control={form.control}
            name="settle"
            label="Lo ya pagado"
            options={[
              { value: "REFUND", label: "Se devuelve" },
              { value: "CREDIT", label: "Queda a favor del paciente", disabled: !invoice.patient_id },
            ]}
          />
          {settle === "REFUND" && (
            <SelectField control={form.control} name="method" label="Se devuelve en" options={METHOD_OPTIONS} />
          )}
        </>
      )}
    </FormSheet>
  );
}
