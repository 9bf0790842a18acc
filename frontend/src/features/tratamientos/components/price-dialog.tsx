"use client";

import { DateField } from "@/components/form/date-fields";
import { MoneyField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Treatment } from "@/entities/treatment/schema";
import { parseDecimal } from "@/lib/decimal";
import { addDays, today } from "@/lib/dates";
import { formatDate, formatMoney } from "@/lib/format";
import { withIva } from "@/lib/iva";
import { announce } from "@/lib/toast";
import { usePrices } from "../api";
import { priceForm } from "../forms";

/** A price from a later day on. */
export function PriceDialog({ treatment, onClose }: { treatment: Treatment; onClose: () => void }) {
  const { announce: post } = usePrices(treatment.id);
  const tomorrow = addDays(today(), 1);
  const form = useZodForm(priceForm, { defaultValues: { price: "", valid_from: "" } });
  const typed = parseDecimal(form.watch("price"));
  const final = typed === null ? null : withIva(typed, treatment.iva_code);
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Anunciar un precio de ${treatment.name}`}
      description={`Hoy cuesta ${formatMoney(treatment.price)}. Las citas, presupuestos y facturas que ya existan ese día conservan su precio.`}
      form={form}
      submitLabel="Anunciar precio"
      onSubmit={async (values) => {
        await post.mutateAsync(values);
        announce(`Costará ${formatMoney(values.price)} desde el ${formatDate(values.valid_from)}`);
      }}
    >
      <MoneyField
        control={form.control}
        name="price"
        label="Precio sin IVA"
        hint={final ? `El paciente pagará ${formatMoney(final)}.` : undefined}
        autoFocus
      />
      <DateField control={form.control} name="valid_from" label="Desde el día" min={tomorrow} />
    </FormDialog>
  );
}
