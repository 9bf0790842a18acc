"use client";

import { DateField } from "@/components/form/date-fields";
import { NumberField, SelectField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { CAUSES, type Lot, type Product } from "@/entities/product/schema";
import { compare, parseDecimal } from "@/lib/decimal";
import { formatDate } from "@/lib/format";
import { ApiError } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { formatWithUnit, typedDecimal } from "@/lib/units";
import { useChangeLot, useMoveStock } from "../api";
import { countForm, expiryForm, takeOutForm } from "../forms";
import { CAUSE_WORDS, differenceOf, formatChange } from "../words";

export type LotAct = "count" | "write-off" | "return" | "recall" | "release" | "expiry";
type LotDialogProps = { act: LotAct; lot: Lot; product: Product; open: boolean; onOpenChange: (open: boolean) => void };

/** What can be done with a lot by hand. */
export function LotDialog({ act, ...props }: LotDialogProps) {
  if (act === "count") return <CountDialog {...props} />;
  if (act === "expiry") return <ExpiryDialog {...props} />;
  if (act === "recall" || act === "release") return <RecallDialog {...props} recall={act === "recall"} />;
  return <TakeOutDialog {...props} kind={act === "write-off" ? "WRITE_OFF" : "RETURN"} />;
}

type ActProps = Omit<LotDialogProps, "act">;

/** People count what is on the shelf; the ledger wants the difference. */
function CountDialog({ lot, product, open, onOpenChange }: ActProps) {
  const move = useMoveStock();
  const form = useZodForm(countForm, { defaultValues: { counted: "", reason: "" } });
  const counted = form.watch("counted");
  const difference = differenceOf(counted, lot);
  const typed = parseDecimal(counted) !== null;
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Ajustar el lote ${lot.lot_number}`}
      description={`${product.name}. El sistema dice ${formatWithUnit(lot.quantity, product.unit)}.`}
      form={form}
      submitLabel="Ajustar"
      onSubmit={async ({ reason }) => {
        if (difference === null)
          throw fieldProblem("counted", "Es lo mismo que dice el sistema: no hay nada que ajustar.");
        const movement = await move.mutateAsync({
          productId: product.id,
          kind: "ADJUSTMENT",
          lot_id: lot.id,
          quantity: difference,
          reason,
        });
        notify(
          `Lote ${lot.lot_number} ajustado en ${formatChange(difference)}. Del producto hay ${formatWithUnit(movement.balance_after, product.unit)}.`,
        );
      }}
    >
      <NumberField
        control={form.control}
        name="counted"
        label="Cantidad contada"
        autoFocus
        hint={
          difference
            ? `Diferencia: ${compare(difference, 0) > 0 ? "+" : ""}${formatWithUnit(difference, product.unit)}`
            : typed
              ? "Coincide con el sistema."
              : "Lo que hay de verdad en la percha."
        }
      />
      <TextField
        control={form.control}
        name="reason"
        label="Motivo"
        placeholder="Conteo físico del mes"
        hint="Queda en el registro."
      />
    </FormDialog>
  );
}

const TAKE_OUT = {
  WRITE_OFF: {
    title: "Dar de baja",
    submit: "Dar de baja",
    done: "Baja registrada",
    consequence: "Lo que se da de baja ya no se puede usar.",
    reasons: ["Vencido", "Se rompió", "Se contaminó", "No aparece"],
  },
  RETURN: {
    title: "Devolver al proveedor",
    submit: "Registrar devolución",
    done: "Devolución registrada",
    consequence: "Sale de las existencias.",
    reasons: ["Llegó dañado", "Producto equivocado", "Retirado por el fabricante"],
  },
};

function TakeOutDialog({ kind, lot, product, open, onOpenChange }: ActProps & { kind: keyof typeof TAKE_OUT }) {
  const move = useMoveStock();
  const words = TAKE_OUT[kind];
  // What cannot be used leaves whole, as a rule.
  const all = lot.expired || lot.recalled;
  const form = useZodForm(takeOutForm, {
    defaultValues: {
      quantity: all ? typedDecimal(lot.quantity) : "",
      cause: kind === "WRITE_OFF" ? (lot.recalled ? "OTHER" : lot.expired ? "EXPIRED" : null) : null,
      reason: lot.recalled ? "Retirado por el fabricante" : lot.expired && kind === "WRITE_OFF" ? "Vencido" : "",
    },
  });
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`${words.title}: lote ${lot.lot_number}`}
      description={`${product.name}. Hay ${formatWithUnit(lot.quantity, product.unit)}. ${words.consequence}`}
      form={form}
      submitLabel={words.submit}
      onSubmit={async ({ quantity, reason, cause }) => {
        if (kind === "WRITE_OFF" && cause === null) throw fieldProblem("cause", "Diga por qué se da de baja.");
        if (compare(quantity, lot.quantity) > 0)
          throw fieldProblem("quantity", `En este lote hay ${formatWithUnit(lot.quantity, product.unit)}.`);
        const movement = await move.mutateAsync({
          productId: product.id,
          kind,
          lot_id: lot.id,
          quantity,
          reason,
          cause,
        });
        notify(`${words.done}. Del producto quedan ${formatWithUnit(movement.balance_after, product.unit)}.`);
      }}
    >
      <NumberField control={form.control} name="quantity" label="Cantidad" autoFocus hint={`En ${product.unit}.`} />
      {kind === "WRITE_OFF" && (
        <SelectField
          control={form.control}
          name="cause"
          label="Causa"
          options={CAUSES.map((value) => ({ value, label: CAUSE_WORDS[value] }))}
          hint="El resultado del mes dice cuánto se perdió por cada una."
        />
      )}
      <TextField
        control={form.control}
        name="reason"
        label="Motivo"
        list="take-out-reasons"
        autoComplete="off"
        hint="Elija uno o escríbalo. Queda en el registro."
      />
      <datalist id="take-out-reasons">
        {words.reasons.map((reason) => (
          <option key={reason} value={reason} />
        ))}
      </datalist>
    </FormDialog>
  );
}

function RecallDialog({ recall, lot, product, open, onOpenChange }: ActProps & { recall: boolean }) {
  const change = useChangeLot();
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      destructive={recall}
      title={recall ? `Retirar del uso el lote ${lot.lot_number}` : `Volver a usar el lote ${lot.lot_number}`}
      description={
        recall
          ? `${product.name}: ${formatWithUnit(lot.quantity, product.unit)}. Ninguna cita lo usará; solo se podrá dar de baja o devolver. Se puede revertir.`
          : `${product.name}: ${formatWithUnit(lot.quantity, product.unit)}. Las citas volverán a usarlo según su vencimiento.`
      }
      confirmLabel={recall ? "Retirar lote" : "Volver a usar"}
      cancelLabel={recall ? "Conservar" : "Volver"}
      onConfirm={async () => {
        await change.mutateAsync({ lot, changes: { recalled: recall } });
        notify(recall ? `Lote ${lot.lot_number} retirado del uso` : `El lote ${lot.lot_number} vuelve a usarse`);
      }}
    />
  );
}

function ExpiryDialog({ lot, product, open, onOpenChange }: ActProps) {
  const change = useChangeLot();
  const form = useZodForm(expiryForm, { defaultValues: { expiry_date: lot.expiry_date ?? "" } });
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Vencimiento del lote ${lot.lot_number}`}
      description={product.name}
      form={form}
      submitLabel="Guardar"
      onSubmit={async ({ expiry_date }) => {
        await change.mutateAsync({ lot, changes: { expiry_date } });
        notify(
          expiry_date
            ? `El lote ${lot.lot_number} vence el ${formatDate(expiry_date)}`
            : `El lote ${lot.lot_number} no vence`,
        );
      }}
    >
      <DateField control={form.control} name="expiry_date" label="Vence" years hint="Vacío si no vence." />
    </FormDialog>
  );
}

/** Said by the form itself, at its field, as if the service had said it. */
const fieldProblem = (field: string, message: string) =>
  new ApiError({ type: "about:blank", title: message, status: 422, errors: [{ field, message }] });
