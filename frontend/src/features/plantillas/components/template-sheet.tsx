"use client";

import { ArrowUp, Plus, X } from "lucide-react";
import { useFieldArray, useWatch } from "react-hook-form";
import { NumberField, SelectField, SwitchField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { FIELD_KINDS, type NoteTemplate } from "@/entities/note-template/schema";
import { FIELD_KIND } from "@/entities/note-template/words";
import { announce } from "@/lib/toast";
import { useSaveTemplate } from "../api";
import { NEW_FIELD, templateForm, toFieldInput, toFields } from "../forms";

const KINDS = FIELD_KINDS.map((value) => ({ value, label: FIELD_KIND[value] }));

export function TemplateSheet({ template, onClose }: { template: NoteTemplate | null; onClose: () => void }) {
  const save = useSaveTemplate();
  const form = useTemplateForm(template);
  const { fields, append, remove, move } = useFieldArray({ control: form.control, name: "fields" });
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={template ? `Cambiar «${template.name}»` : "Nueva plantilla"}
      description="Cambiar los campos hace otra versión: las notas ya escritas conservan la suya."
      form={form}
      submitLabel={template ? "Guardar plantilla" : "Crear plantilla"}
      onSubmit={async ({ fields: rows, ...values }) => {
        await save.mutateAsync({ template, body: { ...values, fields: toFields(rows) } });
        announce("Plantilla guardada");
      }}
    >
      <FormGrid>
        <TextField control={form.control} name="name" label="Nombre" maxLength={80} autoFocus />
        <TextField control={form.control} name="specialty" label="Especialidad" optional maxLength={80} />
      </FormGrid>
      <ol className="space-y-3" aria-label="Campos">
        {fields.map(({ id }, place) => (
          <li key={id} className="space-y-3 rounded-lg border border-border p-3.5">
            <div className="flex items-center gap-1">
              <p className="flex-1 text-sm font-medium">Campo {place + 1}</p>
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Subir el campo ${place + 1}`}
                disabled={place === 0}
                onClick={() => move(place, place - 1)}
              >
                <ArrowUp aria-hidden />
              </Button>
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Quitar el campo ${place + 1}`}
                disabled={fields.length === 1}
                onClick={() => remove(place)}
              >
                <X aria-hidden />
              </Button>
            </div>
            <OneField form={form} place={place} />
          </li>
        ))}
      </ol>
      <Button variant="outline" size="sm" onClick={() => append(NEW_FIELD)} disabled={fields.length >= 40}>
        <Plus aria-hidden />
        Agregar campo
      </Button>
    </FormSheet>
  );
}

function useTemplateForm(template: NoteTemplate | null) {
  return useZodForm(templateForm, {
    defaultValues: {
      name: template?.name ?? "",
      specialty: template?.specialty ?? "",
      fields: template ? template.fields.map(toFieldInput) : [NEW_FIELD],
    },
  });
}

function OneField({ form, place }: { form: ReturnType<typeof useTemplateForm>; place: number }) {
  const kind = useWatch({ control: form.control, name: `fields.${place}.kind` });
  const { control } = form;
  return (
    <>
      <FormGrid>
        <TextField control={control} name={`fields.${place}.label`} label="Etiqueta" maxLength={80} />
        <SelectField control={control} name={`fields.${place}.kind`} label="Tipo" options={KINDS} />
      </FormGrid>
      {kind === "NUMBER" && (
        <div className="grid gap-3 sm:grid-cols-3">
          <TextField control={control} name={`fields.${place}.unit`} label="Unidad" optional maxLength={20} />
          <NumberField control={control} name={`fields.${place}.minimum`} label="Mínimo" optional />
          <NumberField control={control} name={`fields.${place}.maximum`} label="Máximo" optional />
        </div>
      )}
      {(kind === "CHOICE" || kind === "TABLE") && (
        <TextareaField
          control={control}
          name={`fields.${place}.lines`}
          label={kind === "CHOICE" ? "Opciones" : "Columnas"}
          hint="Una en cada línea."
          rows={3}
        />
      )}
      <SwitchField control={control} name={`fields.${place}.required`} label="No se firma sin él" />
    </>
  );
}
