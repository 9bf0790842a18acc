"use client";

import { DateField } from "@/components/form/date-fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { PendingCommission } from "@/entities/commission/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { today } from "@/lib/dates";
import { formatCount, formatDate, formatMoney } from "@/lib/format";
import { notify } from "@/lib/toast";
import { useSettle } from "../api";
import { settleForm } from "../forms";
import { numberOf } from "../words";
import { monthSpan } from "./month-span";

type SettleProps = { pending: PendingCommission; month: string; onClose: () => void };

/** Freezes what a professional earned up to a day. */
export function SettleDialog({ pending, month, onClose }: SettleProps) {
  const url = useUrlState();
  const settle = useSettle();
  const ends = monthSpan(month).to;
  const form = useZodForm(settleForm, { defaultValues: { last: ends < today() ? ends : today() } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Liquidar a ${pending.doctor_name}`}
      description={`Por liquidar: ${formatMoney(pending.amount)} en ${formatCount(pending.count, "línea", "líneas")}, desde el ${formatDate(pending.first)}. Entra todo lo no liquidado hasta el día que elija, y ya no cambia: lo que se deshaga después va en la siguiente.`}
      form={form}
      submitLabel="Liquidar"
      onSubmit={async ({ last }) => {
        const made = await settle.mutateAsync({ doctor_id: pending.doctor_id, last });
        notify(`Liquidación ${numberOf(made)} por ${formatMoney(made.amount)}`);
        url.set({ ver: "liquidaciones", liquidacion: made.id });
      }}
    >
      <DateField control={form.control} name="last" label="Hasta" max={today()} />
    </FormDialog>
  );
}
