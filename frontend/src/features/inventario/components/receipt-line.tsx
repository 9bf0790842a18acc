import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRef, type ChangeEvent } from "react";
import { useWatch } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { FieldFrame, MoneyField, NumberField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import type { AnyForm } from "@/components/form/use-zod-form";
import { UnitCost } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import { ProductPicker } from "@/entities/product/product-picker";
import { productQuery, stockQuery } from "@/entities/product/queries";
import { today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { formatWithUnit, typedDecimal } from "@/lib/units";
import type { ReceiptBody, ReceiptValues } from "../forms";
import { totalOf, unitCostOf } from "../words";

type Typed = "quantity" | "unit_cost" | "total";
type Props = {
  form: AnyForm<ReceiptValues, ReceiptBody>;
  place: number;
  /** The product is known and not picked here. */
  given: boolean;
  autoFocus?: boolean;
  onRemove?: () => void;
};

/** What came in of one product, by lot. People copy the invoice: they may type the cost of a unit or the line's total. */
export function ReceiptLine({ form, place, given, autoFocus, onRemove }: Props) {
  const { control } = form;
  const at = `lines.${place}` as const;
  const typedLast = useRef<"unit_cost" | "total">("unit_cost");
  const [productId, productName, lotNumber = ""] = useWatch({
    control,
    name: [`${at}.product_id`, `${at}.product_name`, `${at}.lot_number`],
  });
  const { data: product } = useQuery({ ...productQuery(productId), enabled: Boolean(productId) });
  const { data: stock } = useQuery({ ...stockQuery(productId), enabled: Boolean(productId) });
  const lot = stock?.lots.find((known) => known.lot_number === lotNumber.trim());
  const lots = `receipt-lots-${place}`;

  function recount(change: { [name in Typed]?: string }) {
    const { quantity, unit_cost, total } = { ...form.getValues(at), ...change };
    if (typedLast.current === "total") {
      const cost = unitCostOf(total ?? "", quantity);
      if (cost !== null)
        form.setValue(`${at}.unit_cost`, typedDecimal(cost), {
          shouldDirty: true,
          shouldValidate: form.formState.isSubmitted,
        });
    } else {
      const sum = totalOf(unit_cost, quantity);
      form.setValue(`${at}.total`, sum === null ? "" : typedDecimal(sum));
    }
  }
  const typing = (name: Typed) => (event: ChangeEvent<HTMLInputElement>) => {
    if (name !== "quantity") typedLast.current = name;
    form.setValue(`${at}.${name}`, event.target.value, {
      shouldDirty: true,
      shouldTouch: true,
      shouldValidate: form.formState.isSubmitted,
    });
    recount({ [name]: event.target.value });
  };

  return (
    <li className="space-y-3 rounded-lg border p-3" aria-label={productName || `Producto ${place + 1}`}>
      {(!given || onRemove) && (
        <div className="flex items-end gap-2">
          {given ? (
            <p className="min-w-0 flex-1 self-center font-medium">{productName}</p>
          ) : (
            <FieldFrame
              control={control}
              name={`${at}.product_id`}
              label="Producto"
              className="min-w-0 flex-1"
              render={({ ref, onBlur }) => (
                <ProductPicker
                  ref={ref}
                  onBlur={onBlur}
                  placeholder="Busque un producto"
                  value={product?.name || productName || null}
                  onSelect={(hit) => {
                    form.setValue(`${at}.product_name`, hit.name);
                    form.setValue(`${at}.unit`, hit.unit);
                    form.setValue(`${at}.product_id`, hit.id, { shouldDirty: true, shouldValidate: true });
                  }}
                />
              )}
            />
          )}
          {onRemove && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Quitar ${productName || `el producto ${place + 1}`}`}
              onClick={onRemove}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      )}
      <FormGrid>
        <TextField
          control={control}
          name={`${at}.lot_number`}
          label="Lote"
          inputClassName="font-mono"
          autoComplete="off"
          autoFocus={autoFocus}
          list={lots}
          hint={
            lot
              ? `Ya hay ${formatWithUnit(lot.quantity, product?.unit ?? "")} de este lote: se suman y el costo se promedia.`
              : "Como está en el empaque."
          }
        />
        <DateField
          control={control}
          name={`${at}.expiry_date`}
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
          control={control}
          name={`${at}.quantity`}
          label="Cantidad"
          hint={product ? `En ${product.unit}.` : undefined}
          onChange={typing("quantity")}
        />
        <MoneyField
          control={control}
          name={`${at}.unit_cost`}
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
          control={control}
          name={`${at}.total`}
          label="Total de la línea"
          optional
          className="sm:col-start-2"
          hint="El costo unitario sale de aquí."
          onChange={typing("total")}
        />
      </FormGrid>
      <datalist id={lots}>
        {stock?.lots.map(({ id, lot_number }) => (
          <option key={id} value={lot_number} />
        ))}
      </datalist>
    </li>
  );
}
