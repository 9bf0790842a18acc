"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useFieldArray, useWatch } from "react-hook-form";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm, type AnyForm } from "@/components/form/use-zod-form";
import { Money } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import { productQuery } from "@/entities/product/queries";
import { add, parseDecimal, subtract } from "@/lib/decimal";
import { formatCount, formatUnitCost } from "@/lib/format";
import { notify } from "@/lib/toast";
import { formatWithUnit } from "@/lib/units";
import { useRecordReceipt } from "../api";
import { receiptForm, type ReceiptBody, type ReceiptValues } from "../forms";
import { useConfirmations } from "../use-confirmations";
import { totalOf } from "../words";
import { DocumentFields, documentValues } from "./document-fields";
import { ReceiptLine } from "./receipt-line";

export type Purchased = { id: number; name: string; unit: string };

type ReceiptSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The product is known; without it, it is picked here. */
  product?: Purchased | null;
};

const lineOf = (product?: Purchased | null) => ({
  // What is not picked yet is no product: the form says so when it is sent.
  product_id: product?.id as number,
  product_name: product?.name ?? "",
  unit: product?.unit ?? "",
  lot_number: "",
  expiry_date: "",
  quantity: "",
  unit_cost: "",
  total: "",
});

/** What came in together, with the document of its purchase. */
export function ReceiptSheet({ open, onOpenChange, product: given }: ReceiptSheetProps) {
  const record = useRecordReceipt();
  const send = useConfirmations();
  const form = useZodForm(receiptForm, {
    defaultValues: { document: documentValues(null), lines: [lineOf(given)] },
  });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "lines" });
  const { data: product } = useQuery({ ...productQuery(given?.id ?? 0), enabled: Boolean(given) });

  return (
    <FormSheet
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={given ? `Registrar compra de ${given.name}` : "Registrar compra"}
      description={
        product &&
        `Hay ${formatWithUnit(product.usable_quantity, product.unit)}. El costo promedio es ${formatUnitCost(product.average_cost)}.`
      }
      form={form}
      submitLabel="Registrar compra"
      draftKey={given ? undefined : "receipt:new"}
      onSubmit={async ({ document, lines }, confirmed) => {
        const body = {
          document,
          lines: lines.map(({ product_name: _name, unit: _unit, total: _total, ...line }) => line),
        };
        const receipt = await send(confirmed, (confirmations) => record.mutateAsync({ ...body, ...confirmations }));
        const [first] = receipt.lines;
        notify(
          receipt.lines.length === 1 && first
            ? `${first.product_name}: entraron ${formatWithUnit(first.quantity, first.unit)}`
            : `Entraron ${formatCount(receipt.lines.length, "línea", "líneas")} al inventario`,
        );
      }}
      footer={<Sums form={form} />}
    >
      <DocumentFields form={form} />
      <ol aria-label="Lo que entró" className="space-y-3">
        {fields.map(({ id }, place) => (
          <ReceiptLine
            key={id}
            form={form}
            place={place}
            given={place === 0 && Boolean(given)}
            onRemove={fields.length > 1 ? () => remove(place) : undefined}
          />
        ))}
      </ol>
      <Button
        variant="outline"
        size="sm"
        className="self-start"
        disabled={fields.length >= 100}
        onClick={() => append(lineOf(), { shouldFocus: false })}
      >
        <Plus aria-hidden />
        Agregar otro producto
      </Button>
    </FormSheet>
  );
}

/** What the lines come to, beside what the document says with and without its IVA. */
function Sums({ form }: { form: AnyForm<ReceiptValues, ReceiptBody> }) {
  const [document, lines] = useWatch({ control: form.control, name: ["document", "lines"] });
  const material = add(lines.map(({ unit_cost, quantity }) => totalOf(unit_cost, quantity) ?? "0"));
  const amount = document.document_type === "NONE" ? null : parseDecimal(document.amount);
  const iva = parseDecimal(document.iva) ?? "0";
  return (
    <p className="text-xs text-muted-foreground">
      Material <Money value={material} strong />
      {amount && (
        <>
          {" "}
          · sin IVA, el documento <Money value={subtract(amount, iva)} />
        </>
      )}
    </p>
  );
}
