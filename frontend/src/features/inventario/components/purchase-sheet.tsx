"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, type ChangeEvent } from "react";
import { DateField } from "@/components/form/date-fields";
import { FieldFrame, MoneyField, NumberField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { UnitCost } from "@/components/patterns/money";
import { ProductPicker } from "@/entities/product/product-picker";
import { productQuery, stockQuery } from "@/entities/product/queries";
import { today } from "@/lib/dates";
import { formatDate, formatUnitCost } from "@/lib/format";
import { notify } from "@/lib/toast";
import { formatWithUnit, typedDecimal } from "@/lib/units";
import { useMoveStock } from "../api";
import { purchaseForm } from "../forms";
import { totalOf, unitCostOf } from "../words";

export type Purchased = { id: number; name: string; unit: string };

type PurchaseSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The product is known; without it, it is picked here. */
  product?: Purchased | null;
  /** After saving, the toast offers the next one. */
  onAnother?: () => void;
};

/** What came in, by lot. People copy the invoice: they may type the cost of a unit or the total of the line. */
export function PurchaseSheet({ open, onOpenChange, product: given, onAnother }: PurchaseSheetProps) {
  const move = useMoveStock();
  const picked = useRef<Purchased | null>(given ?? null);
  const typedLast = useRef<"unit_cost" | "total">("unit_cost");
  const form = useZodForm(purchaseForm, {
    defaultValues: { product_id: given?.id, lot_number: "", expiry_date: "", quantity: "", unit_cost: "", total: "" },
  });
  const [productId, lotNumber] = form.watch(["product_id", "lot_number"]);
  const { data: product } = useQuery({ ...productQuery(productId), enabled: Boolean(productId) });
  const { data: stock } = useQuery({ ...stockQuery(productId), enabled: Boolean(productId) });
  const lot = stock?.lots.find((known) => known.lot_number === lotNumber.trim());

  function recount(change: { quantity?: string; unit_cost?: string; total?: string }) {
    const { quantity, unit_cost, total } = { ...form.getValues(), ...change };
    const validate = { shouldDirty: true, shouldValidate: form.formState.isSubmitted };
    if (typedLast.current === "total") {
      const cost = unitCostOf(total ?? "", quantity);
      if (cost !== null) form.setValue("unit_cost", typedDecimal(cost), validate);
    } else {
      const sum = totalOf(unit_cost, quantity);
      form.setValue("total", sum === null ? "" : typedDecimal(sum));
    }
  }
  const typing = (name: "quantity" | "unit_cost" | "total") => (event: ChangeEvent<HTMLInputElement>) => {
    if (name !== "quantity") typedLast.current = name;
    form.setValue(name, event.target.value, {
      shouldDirty: true,
      shouldTouch: true,
      shouldValidate: form.formState.isSubmitted,
    });
    recount({ [name]: event.target.value });
  };

  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title={given ? `Registrar compra de ${given.name}` : "Registrar compra"}
      description={
        product &&
        `Hay ${formatWithUnit(product.usable_quantity, product.unit)}. El costo promedio es ${formatUnitCost(product.average_cost)}.`
      }
      form={form}
      submitLabel="Registrar compra"
      draftKey={given ? undefined : "purchase:new"}
      onSubmit={async ({ product_id, total: _total, ...purchase }) => {
        const movement = await move.mutateAsync({ productId: product_id, kind: "PURCHASE", ...purchase });
        const unit = product?.unit ?? picked.current?.unit ?? "";
        notify(
          `${movement.product_name}: entraron ${formatWithUnit(movement.quantity, unit)}, ahora hay ${formatWithUnit(movement.balance_after, unit)}`,
          onAnother && { action: { label: "Registrar otra", onClick: onAnother } },
        );
      }}
    >
      {!given && (
        <FieldFrame
          control={form.control}
          name="product_id"
          label="Producto"
          render={({ ref, onBlur }) => (
            <ProductPicker
              ref={ref}
              onBlur={onBlur}
              placeholder="Busque un producto"
              value={product?.name ?? picked.current?.name ?? null}
              onSelect={(hit) => {
                picked.current = hit;
                form.setValue("product_id", hit.id, { shouldDirty: true, shouldValidate: true });
              }}
            />
          )}
        />
      )}
      <FormGrid>
        <TextField
          control={form.control}
          name="lot_number"
          label="Lote"
          inputClassName="font-mono"
          autoComplete="off"
          autoFocus={Boolean(given)}
          list="purchase-lots"
          hint={
            lot
              ? `Ya hay ${formatWithUnit(lot.quantity, product?.unit ?? "")} de este lote: se suman y el costo se promedia.`
              : "Como está en el empaque."
          }
        />
        <DateField
          control={form.control}
          name="expiry_date"
          label="Vencimiento"
          min={today()}
          years
          hint={
            lot
              ? lot.expiry_date
                ? `Este lote vence el ${formatDate(lot.expiry_date)}.`
                : "Este lote no vence."
              : "Vacío si no vence."
          }
        />
        <NumberField
          control={form.control}
          name="quantity"
          label="Cantidad"
          hint={product ? `En ${product.unit}.` : undefined}
          onChange={typing("quantity")}
        />
        <MoneyField
          control={form.control}
          name="unit_cost"
          label="Costo unitario"
          hint={
            lot ? (
              <>
                Antes, <UnitCost value={lot.unit_cost} />.
              </>
            ) : (
              "Hasta cuatro decimales."
            )
          }
          onChange={typing("unit_cost")}
        />
        <MoneyField
          control={form.control}
          name="total"
          label="Total de la compra"
          optional
          className="sm:col-start-2"
          hint="El costo unitario sale de aquí."
          onChange={typing("total")}
        />
      </FormGrid>
      <datalist id="purchase-lots">
        {stock?.lots.map(({ id, lot_number }) => (
          <option key={id} value={lot_number} />
        ))}
      </datalist>
    </FormSheet>
  );
}
