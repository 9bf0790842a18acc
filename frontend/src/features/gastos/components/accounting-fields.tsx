"use client";

import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import type { AnyForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { expenseReceiptPath } from "@/entities/expense/queries";
import { DOCUMENT_LABEL, DOCUMENT_TYPES, type Expense } from "@/entities/expense/schema";
import { PHOTOS_AND_PDF } from "@/lib/files";
import type { ExpenseBody, ExpenseValues } from "../forms";

const TYPES = DOCUMENT_TYPES.map((value) => ({ value, label: DOCUMENT_LABEL[value] }));

/** Table 5 of the ATS, as far as a clinic's purchases go. */
const SUPPORTS = [
  { value: "01", label: "01 · Crédito de IVA" },
  { value: "02", label: "02 · Costo o gasto" },
  { value: "03", label: "03 · Activo fijo, crédito de IVA" },
  { value: "04", label: "04 · Activo fijo, costo o gasto" },
  { value: "06", label: "06 · Inventario, crédito de IVA" },
  { value: "07", label: "07 · Inventario, costo o gasto" },
  { value: "00", label: "00 · Ninguno de estos" },
];

type Props = {
  form: AnyForm<ExpenseValues, ExpenseBody>;
  expense: Expense | null;
  file: File | null;
  onFile: (file: File) => void;
};

/** What the accountant needs of an expense: its document, the IVA in it, what was withheld, a photo. */
export function AccountingFields({ form, expense, file, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [income, iva, document] = form.watch(["withheld_income", "withheld_iva", "document_type"]);
  const note = document === "CREDIT_NOTE";
  const withheld = Boolean(income || iva) && !note;
  return (
    <details className="rounded-lg border px-4 py-3" open={Boolean(expense?.document_type || expense?.receipt)}>
      <summary className="cursor-pointer text-sm font-medium">Para contabilidad</summary>
      <FormGrid className="mt-3">
        <SelectField control={form.control} name="document_type" label="Documento" options={TYPES} optional />
        <TextField control={form.control} name="supplier_ruc" label="RUC del proveedor" inputMode="numeric" optional />
        {note && (
          <>
            <TextField
              control={form.control}
              name="modified_number"
              label="Factura que modifica"
              placeholder="001-001-000004512"
              inputClassName="font-mono"
              autoComplete="off"
            />
            <TextField
              control={form.control}
              name="modified_authorisation"
              label="Autorización de esa factura"
              hint="Si está registrada aquí, se toma de ella."
              inputMode="numeric"
              inputClassName="font-mono"
              autoComplete="off"
              optional
            />
          </>
        )}
        <MoneyField control={form.control} name="iva" label="IVA incluido" optional />
        <MoneyField control={form.control} name="base_zero" label="Parte con IVA 0 %" optional />
        <TextField
          control={form.control}
          name="authorisation"
          label="Autorización"
          hint="El número, o la clave de acceso de 49 cifras."
          inputMode="numeric"
          inputClassName="font-mono"
          autoComplete="off"
          optional
          className="sm:col-span-2"
        />
        <SelectField
          control={form.control}
          name="tax_support"
          label="Sustento tributario"
          options={SUPPORTS}
          optional
        />
        {!note && (
          <>
            <MoneyField control={form.control} name="withheld_income" label="Retención de renta" optional />
            <MoneyField control={form.control} name="withheld_iva" label="Retención de IVA" optional />
          </>
        )}
        {withheld && (
          <>
            <TextField
              control={form.control}
              name="income_code"
              label="Código de retención de renta"
              hint="Por ejemplo 312 o 303."
              autoComplete="off"
              optional
            />
            <TextField
              control={form.control}
              name="withholding_number"
              label="Comprobante de retención"
              placeholder="001-001-000000317"
              inputClassName="font-mono"
              autoComplete="off"
              optional
            />
            <TextField
              control={form.control}
              name="withholding_authorisation"
              label="Autorización de la retención"
              inputMode="numeric"
              inputClassName="font-mono"
              autoComplete="off"
              optional
              className="sm:col-span-2"
            />
          </>
        )}
      </FormGrid>
      <div className="mt-3 flex flex-wrap items-center gap-2 text-sm">
        <input
          ref={input}
          type="file"
          aria-label="Foto o PDF del comprobante"
          accept={PHOTOS_AND_PDF}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            event.target.value = "";
            if (chosen) onFile(chosen);
          }}
        />
        <Button variant="outline" size="sm" onClick={() => input.current?.click()}>
          <Paperclip aria-hidden /> {expense?.receipt || file ? "Cambiar comprobante" : "Adjuntar comprobante"}
        </Button>
        {file ? (
          <span className="truncate text-muted-foreground">{file.name}</span>
        ) : (
          expense?.receipt && (
            <a
              className="font-medium text-primary hover:underline"
              href={expenseReceiptPath(expense.id)}
              target="_blank"
              rel="noreferrer"
            >
              Ver el comprobante
            </a>
          )
        )}
      </div>
    </details>
  );
}
