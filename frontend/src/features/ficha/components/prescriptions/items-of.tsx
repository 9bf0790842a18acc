"use client";

import { Trash2 } from "lucide-react";
import { useFieldArray, useWatch } from "react-hook-form";
import { AsyncCombobox } from "@/components/form/async-combobox";
import { NumberField, SelectField, TextField } from "@/components/form/fields";
import { Button } from "@/components/ui/button";
import { medicineSearch } from "@/entities/prescription/queries";
import { newItem, ROUTES } from "./forms";
import type { PrescriptionFormOf } from "./prescription-writer";

type Part = { form: PrescriptionFormOf };

const ROUTE_OPTIONS = ROUTES.map((route) => ({ value: route, label: route }));

/** The medicines, each with its dose: chosen by their international name. */
export function ItemsOf({ form }: Part) {
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "items" });
  const { errors } = form.formState;
  return (
    <fieldset className="min-w-0 space-y-3">
      <legend className="mb-1.5 text-sm font-medium">Medicamentos</legend>
      <AsyncCombobox
        aria-label="Agregar un medicamento"
        value={null}
        placeholder="Principio activo (DCI): «ibuprofeno 400»"
        search={medicineSearch}
        searchPlaceholder="Principio activo, concentración o forma"
        itemKey={(medicine) => medicine.id}
        disabled={fields.length >= 12}
        onSelect={(medicine) => append(newItem(medicine), { focusName: `items.${fields.length}.dose` })}
        renderItem={(medicine) => (
          <>
            <span className="min-w-0 flex-1">
              <span className="font-medium">
                {medicine.dci} {medicine.concentration}
              </span>
              , {medicine.form}
            </span>
            {medicine.controlled && <span className="text-xs text-danger-fg">Controlado</span>}
          </>
        )}
      />
      {fields.map((field, index) => (
        <div
          key={field.id}
          role="group"
          aria-label={`${field.dci} ${field.concentration}`}
          className="space-y-3 border-t border-border pt-3"
        >
          <p className="flex items-center gap-2 text-base">
            <span className="text-muted-foreground tabular-nums">{index + 1}</span>
            <span className="min-w-0 flex-1 break-words">
              <span className="font-semibold">
                {field.dci} {field.concentration}
              </span>
              <span className="text-muted-foreground"> {field.form}</span>
            </span>
            <Button
              variant="ghost"
              size="icon-sm"
              className="text-muted-foreground"
              aria-label={`Quitar ${field.dci}`}
              onClick={() => remove(index)}
            >
              <Trash2 aria-hidden />
            </Button>
          </p>
          {errors.items?.[index]?.medicine_id && (
            <p role="alert" className="text-sm text-destructive">
              {errors.items[index].medicine_id.message}
            </p>
          )}
          <div className="grid grid-cols-2 gap-3 md:grid-cols-[1fr_1fr_1fr_5rem_5.5rem]">
            <TextField
              control={control}
              name={`items.${index}.dose`}
              label="Dosis"
              placeholder="1 tableta"
              maxLength={80}
            />
            <SelectField control={control} name={`items.${index}.route`} label="Vía" options={ROUTE_OPTIONS} />
            <TextField
              control={control}
              name={`items.${index}.frequency`}
              label="Frecuencia"
              placeholder="cada 8 horas"
              maxLength={80}
            />
            <NumberField control={control} name={`items.${index}.days`} label="Días" />
            <NumberField control={control} name={`items.${index}.quantity`} label="Cantidad" />
          </div>
          <TextField
            control={control}
            name={`items.${index}.instructions`}
            label="Indicaciones para el paciente"
            maxLength={300}
            optional
          />
          <Answered form={form} index={index} />
        </div>
      ))}
      {errors.items && !Array.isArray(errors.items) && (
        <p className="text-xs text-destructive">{errors.items.message ?? errors.items.root?.message}</p>
      )}
    </fieldset>
  );
}

/** Why it is prescribed although the patient is allergic to it. */
function Answered({ form, index }: Part & { index: number }) {
  const answer = useWatch({ control: form.control, name: `items.${index}.allergy_answer` });
  if (!answer) return null;
  return <p className="text-sm text-danger-fg">Se receta a pesar de la alergia: {answer}</p>;
}
