"use client";

import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Movement } from "@/entities/product/schema";
import { formatQuantity } from "@/lib/format";
import { notify } from "@/lib/toast";
import { useAnnulMovement } from "../api";
import { annulMovementForm } from "../forms";

type AnnulProps = { movement: Movement; open: boolean; onOpenChange: (open: boolean) => void };

/** What was written off or sent back by mistake goes back into its lot. */
export function AnnulMovementDialog({ movement, open, onOpenChange }: AnnulProps) {
  const annul = useAnnulMovement();
  const form = useZodForm(annulMovementForm, { defaultValues: { reason: "" } });
  const what = movement.kind === "WRITE_OFF" ? "la baja" : "la devolución";
  const quantity = formatQuantity(movement.quantity.replace("-", ""));
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Anular ${what}`}
      description={`${movement.product_name}: lo que salió (${quantity}) vuelve al lote ${movement.lot_number} a lo que costaba, y ${what} deja de contar en su mes.`}
      form={form}
      submitLabel={`Anular ${what}`}
      onSubmit={async ({ reason }) => {
        const back = await annul.mutateAsync({ id: movement.id, reason });
        notify(`Anulada. Del producto hay ${formatQuantity(back.balance_after)}.`);
      }}
    >
      <TextField
        control={form.control}
        name="reason"
        label="Motivo"
        placeholder="Era otro lote"
        autoFocus
        hint="Queda en el registro."
      />
    </FormDialog>
  );
}
