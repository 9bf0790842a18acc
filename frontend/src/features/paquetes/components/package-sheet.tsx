"use client";

import { X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { MoneyField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import type { Package } from "@/entities/package/schema";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { IVA_OPTIONS } from "@/lib/iva";
import { announce } from "@/lib/toast";
import { typedMoney } from "@/lib/units";
import { useSavePackage } from "../api";
import { packageForm, type PackageValues } from "../forms";

const valuesOf = (known: Package | null): PackageValues => ({
  name: known?.name ?? "",
  items:
    known?.items.map(({ treatment_id, treatment_name, sessions }) => ({
      treatment_id,
      name: treatment_name,
      sessions: String(sessions),
    })) ?? [],
  price: known ? typedMoney(known.price) : "",
  iva_code: known?.iva_code ?? "0",
  validity_days: known ? String(known.validity_days ?? "") : "365",
});

/** A new package of the catalogue, or one to correct. What was sold stays as it was sold. */
export function PackageSheet({ known, onClose }: { known: Package | null; onClose: () => void }) {
  const form = useZodForm(packageForm, { defaultValues: valuesOf(known) });
  const items = useFieldArray({ control: form.control, name: "items" });
  const save = useSavePackage();
  const problem = form.formState.errors.items?.root?.message ?? form.formState.errors.items?.message;

  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={known ? "Editar paquete" : "Nuevo paquete"}
      description={known ? "Lo que ya se vendió queda como se vendió." : undefined}
      form={form}
      submitLabel={known ? "Guardar cambios" : "Crear paquete"}
      draftKey={known ? undefined : "package:new"}
      onSubmit={async ({ items: chosen, ...values }) => {
        const body = { ...values, items: chosen.map(({ treatment_id, sessions }) => ({ treatment_id, sessions })) };
        await save.mutateAsync(known ? { id: known.id, version: known.version, ...body } : body);
        announce(known ? "Paquete cambiado" : "Paquete creado");
      }}
      footer={
        known && (
          <Button
            variant="ghost"
            className="-ml-2"
            loading={save.isPending}
            onClick={() =>
              void save
                .mutateAsync({ id: known.id, version: known.version, active: !known.active })
                .then(onClose, () => undefined)
            }
          >
            {known.active ? "Dejar de vender" : "Volver a vender"}
          </Button>
        )
      }
    >
      <TextField control={form.control} name="name" label="Nombre" autoComplete="off" autoFocus />
      <fieldset className="space-y-2">
        <legend className="mb-1 text-sm font-medium">Qué incluye</legend>
        {items.fields.length > 0 && (
          <ul className="divide-y divide-border rounded-lg border border-border">
            {items.fields.map((item, place) => (
              <li key={item.id} className="flex items-end gap-2 p-3">
                <span className="min-w-0 flex-1 self-center text-sm">{item.name}</span>
                <TextField
                  control={form.control}
                  name={`items.${place}.sessions`}
                  label="Sesiones"
                  inputMode="numeric"
                  autoComplete="off"
                  className="w-24"
                  inputClassName="text-right tabular-nums"
                />
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={`Quitar ${item.name}`}
                  onClick={() => items.remove(place)}
                >
                  <X aria-hidden />
                </Button>
              </li>
            ))}
          </ul>
        )}
        <TreatmentPicker
          value={null}
          aria-label="Agregar un tratamiento"
          placeholder="Agregar un tratamiento"
          onSelect={({ id, name }) => {
            if (!form.getValues("items").some(({ treatment_id }) => treatment_id === id))
              items.append({ treatment_id: id, name, sessions: "1" }, { shouldFocus: false });
            form.clearErrors("items");
          }}
        />
        {problem && (
          <p role="alert" className="text-xs text-destructive">
            {problem}
          </p>
        )}
      </fieldset>
      <FormGrid>
        <MoneyField control={form.control} name="price" label="Precio sin IVA" />
        <SelectField control={form.control} name="iva_code" label="IVA" options={IVA_OPTIONS} />
        <TextField
          control={form.control}
          name="validity_days"
          label="Vale, en días"
          optional
          inputMode="numeric"
          autoComplete="off"
          hint="Desde la venta. Vacío: no vence."
        />
      </FormGrid>
    </FormSheet>
  );
}
