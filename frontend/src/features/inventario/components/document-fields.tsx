import { useWatch } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import type { AnyForm } from "@/components/form/use-zod-form";
import { DOCUMENT_LABEL, METHOD_LABEL, METHODS } from "@/entities/expense/schema";
import type { ReceiptDocument } from "@/entities/receipt/schema";
import { today } from "@/lib/dates";
import { isZero } from "@/lib/decimal";
import { typedMoney } from "@/lib/units";
import { RECEIPT_DOCUMENTS, type ReceiptBody, type ReceiptValues } from "../forms";

const TYPES = RECEIPT_DOCUMENTS.map((value) => ({
  value,
  label: value === "NONE" ? "Todavía sin documento" : DOCUMENT_LABEL[value],
}));
const METHOD_OPTIONS = METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));
const typed = (value: string) => (isZero(value) ? "" : typedMoney(value));

export const documentValues = (document: ReceiptDocument | null): ReceiptValues["document"] => ({
  document_type: document?.document_type ?? "INVOICE",
  supplier_name: document?.supplier_name ?? "",
  supplier_ruc: document?.supplier_ruc ?? "",
  document_number: document?.document_number ?? "",
  authorisation: document?.authorisation ?? "",
  date: document?.date ?? today(),
  amount: document ? typedMoney(document.amount) : "",
  iva: document ? typed(document.iva) : "",
  base_zero: document ? typed(document.base_zero) : "",
  payment_method: document?.payment_method ?? "TRANSFER",
});

type Props = {
  // Both forms that hold a document have it at the same place.
  form: AnyForm<ReceiptValues, ReceiptBody>;
  /** What is there has its document: it is put right, not taken away. */
  needed?: boolean;
};

/** What the supplier's paper says. It goes to the books of purchases and to the ATS by itself. */
export function DocumentFields({ form, needed = false }: Props) {
  const control = form.control;
  const type = useWatch({ control, name: "document.document_type" });
  return (
    <fieldset className="space-y-3">
      <legend className="sr-only">Documento del proveedor</legend>
      <SelectField
        control={control}
        name="document.document_type"
        label="Documento del proveedor"
        options={needed ? TYPES.filter(({ value }) => value !== "NONE") : TYPES}
        hint={
          type === "NONE"
            ? "Entra al inventario, y no a los libros de compras hasta que escriba su documento."
            : "Va también al libro de compras y al ATS: no lo registre otra vez en Gastos."
        }
      />
      {type !== "NONE" && (
        <FormGrid>
          <TextField control={control} name="document.supplier_name" label="Proveedor" autoComplete="off" />
          <TextField
            control={control}
            name="document.supplier_ruc"
            label="RUC del proveedor"
            inputMode="numeric"
            autoComplete="off"
            optional
          />
          <TextField
            control={control}
            name="document.document_number"
            label="Número"
            placeholder="001-001-000000123"
            inputClassName="font-mono"
            autoComplete="off"
          />
          <DateField control={control} name="document.date" label="Fecha" max={today()} />
          <TextField
            control={control}
            name="document.authorisation"
            label="Autorización"
            hint="El número, o la clave de acceso de 49 cifras."
            inputMode="numeric"
            inputClassName="font-mono"
            autoComplete="off"
            optional
            className="sm:col-span-2"
          />
          <MoneyField control={control} name="document.amount" label="Total del documento" hint="Con su IVA." />
          <MoneyField control={control} name="document.iva" label="IVA incluido" optional />
          <MoneyField control={control} name="document.base_zero" label="Parte con IVA 0 %" optional />
          <SelectField
            control={control}
            name="document.payment_method"
            label="Forma de pago"
            options={METHOD_OPTIONS}
          />
        </FormGrid>
      )}
    </fieldset>
  );
}
