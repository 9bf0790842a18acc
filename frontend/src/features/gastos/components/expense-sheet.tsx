"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { DateField } from "@/components/form/date-fields";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { expenseCategoriesQuery } from "@/entities/expense/queries";
import { METHOD_LABEL, METHODS, type Expense } from "@/entities/expense/schema";
import { today } from "@/lib/dates";
import { formatDateTime, formatMoney } from "@/lib/format";
import { notify } from "@/lib/toast";
import { useChangeExpense, useCreateExpense } from "../api";
import { expenseForm, type ExpenseValues } from "../forms";

const METHOD_OPTIONS = METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));

const valuesOf = (expense: Expense | null): ExpenseValues =>
  expense
    ? {
        date: expense.date,
        category: expense.category,
        description: expense.description,
        amount: expense.amount.replace(".", ","),
        supplier_name: expense.supplier_name ?? "",
        document_number: expense.document_number ?? "",
        payment_method: expense.payment_method,
      }
    : {
        date: today(),
        category: "",
        description: "",
        amount: "",
        supplier_name: "",
        document_number: "",
        payment_method: "CASH",
      };

type ExpenseSheetProps = { expense: Expense | null; onClose: () => void; onVoid?: () => void };

/** A new expense, or one to correct. */
export function ExpenseSheet({ expense, onClose, onVoid }: ExpenseSheetProps) {
  const listId = useId();
  const { data: categories = [] } = useQuery(expenseCategoriesQuery);
  const create = useCreateExpense();
  const change = useChangeExpense();
  const form = useZodForm(expenseForm, { defaultValues: valuesOf(expense) });

  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={expense ? "Editar gasto" : "Nuevo gasto"}
      description={expense && `Lo registró ${expense.recorded_by.name} el ${formatDateTime(expense.created_at)}.`}
      form={form}
      submitLabel={expense ? "Guardar cambios" : "Registrar gasto"}
      draftKey={expense ? undefined : "expense:new"}
      onSubmit={async (values, confirmed) => {
        const body = confirmed ? { ...values, confirm_repeated: true as const } : values;
        if (expense) await change.mutateAsync({ id: expense.id, version: expense.version, ...body });
        else await create.mutateAsync(body);
        notify(expense ? "Gasto corregido" : `Gasto de ${formatMoney(values.amount)} registrado`);
      }}
      footer={
        onVoid && (
          <Button variant="ghost" className="-ml-2 text-destructive hover:text-destructive" onClick={onVoid}>
            Anular gasto
          </Button>
        )
      }
    >
      <FormGrid>
        <MoneyField control={form.control} name="amount" label="Valor" autoFocus />
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
          label="Forma de pago"
          options={METHOD_OPTIONS}
          className="sm:col-span-2"
        />
      </FormGrid>
      <datalist id={listId}>
        {categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </FormSheet>
  );
}
