"use client";

import { Plus, ReceiptText } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { Can } from "@/components/patterns/can";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { IvaRate } from "@/entities/invoice/schema";
import { PackagePicker } from "@/entities/package/package-picker";
import { ProductPicker } from "@/entities/product/product-picker";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { add, parseDecimal } from "@/lib/decimal";
import { typedDecimal, typedMoney } from "@/lib/units";
import { type LineValues } from "../forms";
import type { DraftFormState } from "./buyer-fields";
import { LINE_GRID, LineRow } from "./line-row";

type LinesEditorProps = { form: DraftFormState; rates: IvaRate[]; defaultIva: string };

/** What is charged. A thing chosen again adds to its line instead of making another. */
export function LinesEditor({ form, rates, defaultIva }: LinesEditorProps) {
  const lines = useFieldArray({ control: form.control, name: "lines" });
  const problem = form.formState.errors.lines?.root?.message ?? form.formState.errors.lines?.message;

  function append(
    line: Pick<LineValues, "kind" | "reference_id" | "code" | "description" | "unit_price" | "iva_code">,
  ) {
    const present = form
      .getValues("lines")
      .findIndex(
        (other) => other.kind === line.kind && other.reference_id === line.reference_id && line.reference_id !== null,
      );
    if (present >= 0) {
      const before = parseDecimal(form.getValues(`lines.${present}.quantity`)) ?? "0";
      form.setValue(`lines.${present}.quantity`, typedDecimal(add([before, 1], 3)), { shouldDirty: true });
      return;
    }
    lines.append(
      { ...line, quantity: "1", discount: "", discount_reason: "" },
      { shouldFocus: line.kind === "OTHER", focusName: `lines.${lines.fields.length}.description` },
    );
    // A line that was just added is checked at once: nobody has had time to fill it in.
    const added = lines.fields.length;
    setTimeout(() => form.clearErrors(added === 0 ? "lines" : `lines.${added}`));
  }

  return (
    <Card aria-label="Conceptos">
      <CardHeader className="pb-3">
        <CardTitle>Conceptos</CardTitle>
      </CardHeader>
      {lines.fields.length > 0 ? (
        <>
          <div
            aria-hidden
            className={`${LINE_GRID} hidden h-9 items-center border-y border-border bg-muted/60 px-4 text-xs font-medium text-muted-foreground md:grid [&>.num]:text-right`}
          >
            <span>Descripción</span>
            <span className="num">Cantidad</span>
            <span className="num">Precio</span>
            <span className="num">Descuento</span>
            <span className="pl-2">IVA</span>
            <span className="num">Subtotal</span>
            <span />
          </div>
          <ul className="divide-y divide-border">
            {lines.fields.map((line, index) => (
              <LineRow key={line.id} form={form} index={index} rates={rates} onRemove={() => lines.remove(index)} />
            ))}
          </ul>
        </>
      ) : (
        <p className="flex items-center gap-2 border-t border-border px-4 py-6 text-sm text-muted-foreground">
          <ReceiptText className="size-4 shrink-0" aria-hidden />
          Todavía no hay nada que cobrar. Agregue un tratamiento, un producto u otro concepto.
        </p>
      )}
      <div className="space-y-2 border-t border-border p-3">
        {problem && (
          <p role="alert" className="text-xs text-destructive">
            {problem}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Can permission="treatments:read">
            <TreatmentPicker
              value={null}
              className="min-w-52 flex-1"
              placeholder="Agregar un tratamiento"
              aria-label="Agregar un tratamiento"
              onSelect={({ id, code, name, price, iva_code }) =>
                append({
                  kind: "TREATMENT",
                  reference_id: id,
                  code,
                  description: name,
                  unit_price: typedMoney(price),
                  iva_code,
                })
              }
            />
          </Can>
          <Can permission="products:read">
            <ProductPicker
              value={null}
              className="min-w-52 flex-1"
              placeholder="Agregar un producto"
              aria-label="Agregar un producto"
              onSelect={({ id, sku, name, sale_price, iva_code }) =>
                append({
                  kind: "PRODUCT",
                  reference_id: id,
                  code: sku.slice(0, 25),
                  description: name,
                  unit_price: typedMoney(sale_price),
                  iva_code,
                })
              }
            />
          </Can>
          <Can permission="packages:read">
            <PackagePicker
              value={null}
              className="min-w-52 flex-1"
              placeholder="Agregar un paquete"
              aria-label="Agregar un paquete"
              onSelect={({ id, name, price, iva_code }) =>
                append({
                  kind: "PACKAGE",
                  reference_id: id,
                  code: "",
                  description: name,
                  unit_price: typedMoney(price),
                  iva_code,
                })
              }
            />
          </Can>
          <Button
            variant="outline"
            className="w-full sm:w-auto"
            onClick={() =>
              append({
                kind: "OTHER",
                reference_id: null,
                code: "",
                description: "",
                unit_price: "",
                iva_code: defaultIva,
              })
            }
          >
            <Plus aria-hidden />
            Otro concepto
          </Button>
        </div>
      </div>
    </Card>
  );
}
