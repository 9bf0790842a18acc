"use client";

import { DateField } from "@/components/form/date-fields";
import { CheckboxField, SelectField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { TillNeeded } from "@/entities/cash/open-till";
import type { Settlement } from "@/entities/commission/schema";
import { METHOD_LABEL, METHODS } from "@/entities/expense/schema";
import { today } from "@/lib/dates";
import { formatMoney } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { usePaySettlement } from "../api";
import { paymentForm } from "../forms";
import { numberOf } from "../words";

const OPTIONS = METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));

/** Pays a settlement: an expense, perhaps out of one's own till. */
export function PayDialog({ settlement, onClose }: { settlement: Settlement; onClose: () => void }) {
  const pay = usePaySettlement(settlement.id);
  const collects = useCan("payments:write");
  const form = useZodForm(paymentForm, {
    defaultValues: { date: today(), payment_method: "TRANSFER", from_till: false },
  });
  const [method, fromTill] = form.watch(["payment_method", "from_till"]);
  const cash = method === "CASH" && collects;
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Pagar ${formatMoney(settlement.amount)} a ${settlement.doctor_name}`}
      description={`Liquidación ${numberOf(settlement)}. Se registra como gasto; el resultado ya contó la comisión cuando se ganó.`}
      form={form}
      submitLabel="Pagar"
      onSubmit={async (values) => {
        await pay.mutateAsync({ ...values, from_till: cash && values.from_till });
        notify(`Comisiones de ${settlement.doctor_name} pagadas`);
      }}
    >
      <DateField control={form.control} name="date" label="Fecha" max={today()} />
      <SelectField control={form.control} name="payment_method" label="Forma de pago" options={OPTIONS} />
      {cash && <CheckboxField control={form.control} name="from_till" label="Sale de mi caja" />}
      {cash && fromTill && <TillNeeded />}
    </FormDialog>
  );
}
