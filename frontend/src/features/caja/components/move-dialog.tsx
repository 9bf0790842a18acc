"use client";

import { FieldFrame, MoneyField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import type { CashSession } from "@/entities/cash/schema";
import { decimal, requiredText } from "@/lib/fields";
import { formatMoney } from "@/lib/format";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useMoveCash } from "../api";

const moveForm = z.object({
  kind: z.enum(["WITHDRAWAL", "ADDITION"]),
  amount: decimal({ places: 2, positive: true }),
  concept: requiredText(200).refine((text) => text.length >= 3, "Escriba al menos 3 letras."),
});

/** Cash taken to the safe, or change that was put in. What is spent is written in Gastos, as petty cash. */
export function MoveDialog({ session, onClose }: { session: CashSession; onClose: () => void }) {
  const form = useZodForm(moveForm, { defaultValues: { kind: "WITHDRAWAL", amount: "", concept: "" } });
  const move = useMoveCash(session.id);
  const out = form.watch("kind") === "WITHDRAWAL";
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Entrada o salida"
      description={`${session.till.name}. Lo que se gasta se registra en Gastos, como caja chica.`}
      form={form}
      onSubmit={async (body) => {
        await move.mutateAsync(body);
        announce(`${out ? "Salida" : "Entrada"} de ${formatMoney(body.amount)} registrada`);
      }}
      submitLabel={out ? "Registrar salida" : "Registrar entrada"}
    >
      <FieldFrame
        control={form.control}
        name="kind"
        label="Qué pasa"
        render={({ value, onChange, ref }) => (
          <ToggleGroup
            ref={ref}
            type="single"
            value={String(value)}
            onValueChange={(next: string) => next && onChange(next)}
            className="grid h-auto w-full grid-cols-2 gap-0.5 md:h-auto"
          >
            <ToggleGroupItem value="WITHDRAWAL">Sale a la caja fuerte</ToggleGroupItem>
            <ToggleGroupItem value="ADDITION">Entra cambio</ToggleGroupItem>
          </ToggleGroup>
        )}
      />
      <MoneyField control={form.control} name="amount" label="Valor" autoFocus />
      <TextField control={form.control} name="concept" label="Concepto" placeholder="Al depósito del banco" />
    </FormDialog>
  );
}
