"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { DateField } from "@/components/form/date-fields";
import { CheckboxField, FieldFrame, MoneyField, RadioField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { PractitionerSelect } from "@/entities/person/practitioner-select";
import { treatmentCategoriesQuery } from "@/entities/treatment/queries";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { today } from "@/lib/dates";
import { announce } from "@/lib/toast";
import { useCreateRule } from "../api";
import { ruleForm, type RuleValues } from "../forms";

const SCOPES = [
  { value: "ALL", label: "Todos sus tratamientos" },
  { value: "CATEGORY", label: "Los de una categoría" },
  { value: "TREATMENT", label: "Uno solo" },
];
const KINDS = [
  { value: "PERCENT", label: "Un porcentaje" },
  { value: "AMOUNT", label: "Un valor por sesión" },
];
const BASES = [
  { value: "COLLECTED", label: "Lo cobrado", hint: "Se gana a medida que el paciente paga" },
  { value: "CHARGED", label: "Lo facturado", hint: "Se gana al emitir la factura" },
];

const NEW = (): RuleValues => ({
  doctor_id: 0,
  scope: "ALL",
  category: "",
  treatment_id: null,
  kind: "PERCENT",
  value: "",
  basis: "COLLECTED",
  net_of_materials: false,
  valid_from: today(),
  valid_to: "",
});

/** A new rule; of today or later, for what was earned does not change. */
export function RuleSheet({ onClose }: { onClose: () => void }) {
  const listId = useId();
  const { data: categories = [] } = useQuery(treatmentCategoriesQuery);
  const create = useCreateRule();
  const form = useZodForm(ruleForm, { defaultValues: NEW() });
  const [treatment, setTreatment] = useState<string | null>(null);
  const [scope, kind, from] = form.watch(["scope", "kind", "valid_from"]);
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nueva regla de comisión"
      description="Si varias alcanzan a lo mismo vale la más precisa: el tratamiento, luego la categoría, luego todos."
      form={form}
      submitLabel="Crear regla"
      onSubmit={async (body) => {
        await create.mutateAsync(body);
        announce("Regla creada");
      }}
    >
      <FieldFrame
        control={form.control}
        name="doctor_id"
        label="Profesional"
        render={({ value, onChange, ref, onBlur }) => (
          <PractitionerSelect
            ref={ref}
            onBlur={onBlur}
            value={Number(value) || null}
            onSelect={({ id }) => onChange(id)}
          />
        )}
      />
      <RadioField control={form.control} name="scope" label="De qué gana" options={SCOPES} />
      {scope === "CATEGORY" && (
        <TextField control={form.control} name="category" label="Categoría" list={listId} autoComplete="off" />
      )}
      {scope === "TREATMENT" && (
        <FieldFrame
          control={form.control}
          name="treatment_id"
          label="Tratamiento"
          render={({ onChange, ref, onBlur }) => (
            <TreatmentPicker
              ref={ref}
              onBlur={onBlur}
              value={treatment}
              placeholder="Elija un tratamiento"
              onSelect={({ id, name }) => {
                setTreatment(name);
                onChange(id);
              }}
            />
          )}
        />
      )}
      <RadioField control={form.control} name="kind" label="Cuánto" options={KINDS} />
      <FormGrid>
        {kind === "PERCENT" ? (
          <TextField
            control={form.control}
            name="value"
            label="Porcentaje"
            inputMode="decimal"
            autoComplete="off"
            inputClassName="text-right tabular-nums"
          />
        ) : (
          <MoneyField control={form.control} name="value" label="Por cada sesión" />
        )}
      </FormGrid>
      <RadioField control={form.control} name="basis" label="Sobre qué" options={BASES} />
      {kind === "PERCENT" && (
        <CheckboxField
          control={form.control}
          name="net_of_materials"
          label="Restar antes los materiales"
          hint="Los de los lotes que de verdad se usaron en la cita."
        />
      )}
      <FormGrid>
        <DateField control={form.control} name="valid_from" label="Desde" min={today()} />
        <DateField control={form.control} name="valid_to" label="Hasta" optional min={from || today()} />
      </FormGrid>
      <datalist id={listId}>
        {categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </FormSheet>
  );
}
