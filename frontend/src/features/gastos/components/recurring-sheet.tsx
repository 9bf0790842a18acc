"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { DateField } from "@/components/form/date-fields";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { expenseCategoriesQuery } from "@/entities/expense/queries";
import { METHOD_LABEL, METHODS, type Recurring } from "@/entities/expense/schema";
import { startOfMonth, today } from "@/lib/dates";
import { isZero } from "@/lib/decimal";
import { announce } from "@/lib/toast";
import { typedMoney } from "@/lib/units";
import { useSaveRecurring } from "../api";
import { recurringForm, type RecurringValues } from "../forms";

const METHOD_OPTIONS = METHODS.map((value) => ({ value, label: METHOD_LABEL[value] }));

const valuesOf = (rule: Recurring | null): RecurringValues => ({
  category: rule?.category ?? "",
  description: rule?.description ?? "",
  amount: rule ? typedMoney(rule.amount) : "",
  iva: rule && !isZero(rule.iva) ? typedMoney(rule.iva) : "",
  supplier_name: rule?.supplier_name ?? "",
  payment_method: rule?.payment_method ?? "TRANSFER",
  day_of_month: String(rule?.day_of_month ?? 1),
  first_month: rule?.first_month ?? startOfMonth(today()),
});

/** What comes back each month, new or to correct. What was recorded already keeps its values. */
export function RecurringSheet({ rule, onClose }: { rule: Recurring | null; onClose: () => void }) {
  const listId = useId();
  const { data: categories = [] } = useQuery(expenseCategoriesQuery);
  const save = useSaveRecurring();
  const form = useZodForm(recurringForm, { defaultValues: valuesOf(rule) });
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={rule ? "Editar gasto de cada mes" : "Nuevo gasto de cada mes"}
      description="Se propone desde ese mes; nada se registra hasta que usted lo confirma."
      form={form}
      submitLabel={rule ? "Guardar cambios" : "Proponer cada mes"}
      onSubmit={async (values) => {
        await save.mutateAsync(rule ? { id: rule.id, version: rule.version, ...values } : values);
        announce(rule ? "Gasto de cada mes cambiado" : `${values.description} se propone cada mes`);
      }}
    >
      <FormGrid>
        <TextField
          control={form.control}
          name="description"
          label="Detalle"
          placeholder="Arriendo del consultorio"
          autoComplete="off"
          autoFocus
          className="sm:col-span-2"
        />
        <TextField control={form.control} name="category" label="Categoría" list={listId} autoComplete="off" />
        <TextField control={form.control} name="supplier_name" label="Proveedor" optional autoComplete="off" />
        <MoneyField control={form.control} name="amount" label="Valor" />
        <MoneyField control={form.control} name="iva" label="IVA incluido" optional />
        <TextField
          control={form.control}
          name="day_of_month"
          label="Día del mes"
          inputMode="numeric"
          hint="Si el mes es más corto, su último día."
        />
        <DateField control={form.control} name="first_month" label="Desde el mes de" />
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
