"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Control } from "react-hook-form";
import type { z } from "zod";
import { MoneyField, NumberField, SelectField, SwitchField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Money } from "@/components/patterns/money";
import { treatmentCategoriesQuery, treatmentQuery } from "@/entities/treatment/queries";
import type { Treatment } from "@/entities/treatment/schema";
import { changesOf, useVersion } from "@/hooks/use-version";
import { parseDecimal } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { IVA_OPTIONS, withIva } from "@/lib/iva";
import { announce, notify } from "@/lib/toast";
import { typedMoney } from "@/lib/units";
import { useChangeTreatment, useCreateTreatment } from "../api";
import { marginWhileTyping } from "../costs";
import { treatmentForm, type TreatmentValues } from "../forms";
import { MarginPercent } from "./margin";

type SheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function NewTreatmentSheet({ onCreated, ...sheet }: SheetProps & { onCreated: (id: number) => void }) {
  const create = useCreateTreatment();
  const form = useZodForm(treatmentForm, {
    defaultValues: {
      code: "",
      name: "",
      category: "",
      description: "",
      price: "",
      duration_minutes: "30",
      iva_code: "0",
      aesthetic: false,
    },
  });
  return (
    <FormSheet
      {...sheet}
      title="Nuevo tratamiento"
      description="Después se arma su receta, y con ella su costo."
      form={form}
      submitLabel="Crear tratamiento"
      draftKey="treatment:new"
      onSubmit={async (values) => {
        const treatment = await create.mutateAsync(values);
        onCreated(treatment.id);
        notify(`${treatment.name}: tratamiento creado`);
      }}
    >
      <TreatmentFields control={form.control} price={form.watch("price")} iva={form.watch("iva_code")} focus />
    </FormSheet>
  );
}

export function EditTreatmentSheet({ treatment, ...sheet }: SheetProps & { treatment: Treatment }) {
  const client = useQueryClient();
  const change = useChangeTreatment();
  const { over } = useVersion(treatment, () => client.fetchQuery({ ...treatmentQuery(treatment.id), staleTime: 0 }));
  const form = useZodForm(treatmentForm, {
    defaultValues: {
      code: treatment.code,
      name: treatment.name,
      category: treatment.category,
      description: treatment.description ?? "",
      price: typedMoney(treatment.price),
      duration_minutes: String(treatment.duration_minutes),
      iva_code: treatment.iva_code,
      aesthetic: treatment.aesthetic,
    },
  });
  const [price, iva] = form.watch(["price", "iva_code"]);
  const margin = marginWhileTyping(price, treatment.cost);
  return (
    <FormSheet
      {...sheet}
      title={`Editar ${treatment.name}`}
      description="Las citas y facturas que ya existen conservan su precio."
      form={form}
      submitLabel="Guardar cambios"
      draftKey={`treatment:${treatment.id}`}
      footer={
        margin && (
          <p className="text-sm text-muted-foreground" aria-live="polite">
            Margen <Money value={margin.margin} strong className="text-foreground" />{" "}
            <MarginPercent value={margin.percent} />
          </p>
        )
      }
      onSubmit={async (values) => {
        const changes = changesOf(values, form.formState.dirtyFields);
        if (Object.keys(changes).length === 0) return;
        await over((version) => change.mutateAsync({ id: treatment.id, version, changes }));
        announce("Cambios guardados");
      }}
    >
      <TreatmentFields control={form.control} price={price} iva={iva} />
    </FormSheet>
  );
}

type FieldsProps = {
  control: Control<z.input<typeof treatmentForm>, unknown, TreatmentValues>;
  price: string;
  iva: string;
  focus?: boolean;
};

function TreatmentFields({ control, price, iva, focus }: FieldsProps) {
  const { data: categories = [] } = useQuery(treatmentCategoriesQuery);
  const typed = parseDecimal(price);
  const final = typed === null ? null : withIva(typed, iva);
  return (
    <>
      <TextField control={control} name="name" label="Nombre" placeholder="Resina compuesta" autoFocus={focus} />
      <FormGrid>
        <TextField
          control={control}
          name="code"
          label="Código"
          placeholder="RES-01"
          inputClassName="font-mono"
          autoComplete="off"
        />
        <TextField
          control={control}
          name="category"
          label="Categoría"
          list="treatment-categories"
          autoComplete="off"
          hint="Elija una que ya existe o escriba otra."
        />
        <MoneyField
          control={control}
          name="price"
          label="Precio sin IVA"
          hint={final ? `El paciente paga ${formatMoney(final)}.` : undefined}
        />
        <SelectField control={control} name="iva_code" label="IVA" options={IVA_OPTIONS} />
        <NumberField
          control={control}
          name="duration_minutes"
          label="Duración en minutos"
          hint="La que reserva en la agenda."
          inputMode="numeric"
        />
      </FormGrid>
      <SwitchField
        control={control}
        name="aesthetic"
        label="Es estético"
        hint="Sin IVA, su factura necesita un diagnóstico firmado; si no lo hay, lleva la tarifa general."
      />
      <TextareaField control={control} name="description" label="Descripción" optional rows={3} />
      <datalist id="treatment-categories">
        {categories.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
