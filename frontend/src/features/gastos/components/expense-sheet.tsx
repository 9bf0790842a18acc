"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { DateField } from "@/components/form/date-fields";
import { CheckboxField, MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { TillNeeded } from "@/entities/cash/open-till";
import { expenseCategoriesQuery } from "@/entities/expense/queries";
import { METHOD_LABEL, METHODS, type Expense } from "@/entities/expense/schema";
import { today } from "@/lib/dates";
import { isZero } from "@/lib/decimal";
import { upload } from "@/lib/files";
import { formatDateTime, formatMoney } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce, notify } from "@/lib/toast";
import { typedMoney } from "@/lib/units";
import { useChangeExpense, useCreateExpense, useSetReceipt } from "../api";
import { expenseForm, type ExpenseBody, type ExpenseValues } from "../forms";
import { AccountingFields } from "./accounting-fields";

const METHOD_OPTIONS = METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));

/** As the paper says it: what a credit note takes off is kept as negative. */
const written = (value: string) => typedMoney(value.replace("-", ""));
const typed = (value: string) => (isZero(value) ? "" : written(value));

const valuesOf = (expense: Expense | null): ExpenseValues =>
  expense
    ? {
        date: expense.date,
        category: expense.category,
        description: expense.description,
        amount: written(expense.amount),
        supplier_name: expense.supplier_name ?? "",
        document_number: expense.document_number ?? "",
        supplier_ruc: expense.supplier_ruc ?? "",
        document_type: expense.document_type ?? "",
        modified_number: expense.modified_number ?? "",
        modified_authorisation: expense.modified_authorisation ?? "",
        iva: typed(expense.iva),
        withheld_income: typed(expense.withheld_income),
        withheld_iva: typed(expense.withheld_iva),
        authorisation: expense.authorisation ?? "",
        tax_support: expense.tax_support ?? "",
        base_zero: typed(expense.base_zero),
        income_code: expense.income_code ?? "",
        withholding_number: expense.withholding_number ?? "",
        withholding_authorisation: expense.withholding_authorisation ?? "",
        payment_method: expense.payment_method,
        from_till: expense.from_till,
      }
    : {
        date: today(),
        category: "",
        description: "",
        amount: "",
        supplier_name: "",
        document_number: "",
        supplier_ruc: "",
        document_type: "",
        modified_number: "",
        modified_authorisation: "",
        iva: "",
        withheld_income: "",
        withheld_iva: "",
        authorisation: "",
        tax_support: "",
        base_zero: "",
        income_code: "",
        withholding_number: "",
        withholding_authorisation: "",
        payment_method: "CASH",
        from_till: false,
      };

/** Only a credit note modifies another document, and nothing is withheld of one. */
function bodyOf<T extends ExpenseBody>(values: T): T {
  return values.document_type === "CREDIT_NOTE"
    ? {
        ...values,
        withheld_income: "0",
        withheld_iva: "0",
        income_code: null,
        withholding_number: null,
        withholding_authorisation: null,
      }
    : { ...values, modified_number: null, modified_authorisation: null };
}

type ExpenseSheetProps = { expense: Expense | null; onClose: () => void; onVoid?: () => void };

/** A new expense, or one to correct. */
export function ExpenseSheet({ expense, onClose, onVoid }: ExpenseSheetProps) {
  const listId = useId();
  const { data: categories = [] } = useQuery(expenseCategoriesQuery);
  const create = useCreateExpense();
  const change = useChangeExpense();
  const setReceipt = useSetReceipt();
  const form = useZodForm(expenseForm, { defaultValues: valuesOf(expense) });
  const [file, setFile] = useState<File | null>(null);
  const collects = useCan("payments:write");
  const [method, fromTill, document] = form.watch(["payment_method", "from_till", "document_type"]);
  const note = document === "CREDIT_NOTE";
  const cash = method === "CASH" && !note;

  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={!expense ? "Nuevo gasto" : note ? "Editar nota de crédito" : "Editar gasto"}
      description={expense && `Lo registró ${expense.recorded_by.name} el ${formatDateTime(expense.created_at)}.`}
      form={form}
      submitLabel={expense ? "Guardar cambios" : "Registrar gasto"}
      draftKey={expense ? undefined : "expense:new"}
      onSubmit={async (values, confirmed) => {
        const body = bodyOf(confirmed ? { ...values, confirm_repeated: true as const } : values);
        const uploaded = file && (await upload("facturacion", file));
        const { from_till, ...corrected } = body;
        const saved = expense
          ? await change.mutateAsync({ id: expense.id, version: expense.version, ...corrected })
          : await create.mutateAsync({ ...corrected, from_till: from_till && cash });
        if (uploaded) await setReceipt.mutateAsync({ id: saved.id, fileId: uploaded.id });
        if (expense) announce(note ? "Nota de crédito corregida" : "Gasto corregido");
        else if (note) notify(`Nota de crédito de ${formatMoney(values.amount)} registrada`);
        else notify(`Gasto de ${formatMoney(values.amount)} registrado`);
      }}
      footer={
        onVoid &&
        !expense?.stock_receipt_id && (
          <Button variant="ghost" className="-ml-2 text-destructive hover:text-destructive" onClick={onVoid}>
            {note ? "Anular nota de crédito" : "Anular gasto"}
          </Button>
        )
      }
    >
      {expense?.stock_receipt_id && <OfReceipt expense={expense} />}
      <FormGrid>
        <MoneyField
          control={form.control}
          name="amount"
          label="Valor"
          hint={note ? "Se resta de los gastos y del IVA del mes." : undefined}
          autoFocus
        />
        <DateField control={form.control} name="date" label="Fecha" max={today()} />
        <TextField
          control={form.control}
          name="category"
          label="Categoría"
          list={listId}
          autoComplete="off"
          hint="Elija una en uso o escriba otra."
          className="sm:col-span-2"
        />
        <TextField
          control={form.control}
          name="description"
          label="Detalle"
          autoComplete="off"
          className="sm:col-span-2"
        />
        <TextField control={form.control} name="supplier_name" label="Proveedor" optional autoComplete="off" />
        <TextField
          control={form.control}
          name="document_number"
          label="Número de comprobante"
          optional
          autoComplete="off"
          inputClassName="font-mono"
        />
        <SelectField
          control={form.control}
          name="payment_method"
          label={note ? "Cómo lo devuelve" : "Forma de pago"}
          options={METHOD_OPTIONS}
          className="sm:col-span-2"
        />
        {cash && collects && !expense && (
          <CheckboxField
            control={form.control}
            name="from_till"
            label="Sale de mi caja"
            hint="Caja chica: baja del efectivo de la caja que tiene abierta."
            className="sm:col-span-2"
          />
        )}
        {cash && fromTill && !expense && <TillNeeded className="sm:col-span-2" />}
        {expense?.from_till && (
          <p className="text-xs text-muted-foreground sm:col-span-2">
            Salió de una caja: su valor y su fecha no cambian. Si está mal, anúlelo y regístrelo de nuevo.
          </p>
        )}
      </FormGrid>
      <AccountingFields form={form} expense={expense} file={file} onFile={setFile} />
      <datalist id={listId}>
        {categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </FormSheet>
  );
}

/** What the supplier's paper says of a purchase of materials is put right where the stock came in. */
function OfReceipt({ expense }: { expense: Expense }) {
  return (
    <Alert variant="info">
      Es una compra de material, que se corrige o anula en{" "}
      <Link className="font-medium underline" href={`/inventario/?vista=compras&ingreso=${expense.stock_receipt_id}`}>
        Inventario › Compras
      </Link>
      ; aquí se completa lo de contabilidad. De su valor, <Money value={expense.stocked} /> es costo cuando se usa.
    </Alert>
  );
}
