"use client";

import { useEffect } from "react";
import { useWatch } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { readEntry } from "@/entities/record/queries";
import {
  CATEGORIES,
  CERTAINTIES,
  CONDITION_CODES,
  SEVERITIES,
  type Category,
  type HistoryEntry,
} from "@/entities/record/schema";
import { today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { ApiError } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useChangeEntry, useRecordEntry } from "../api";
import { entryForm, type EntryInput, type EntryValues } from "../forms";
import { useVersionedSave } from "../use-versioned-save";
import { CATEGORY, CERTAINTY_LABEL, CONDITION_LABEL, SEVERITY_LABEL } from "@/entities/record/words";
import { ConflictList } from "./conflict-list";

const LABELS: Record<keyof EntryInput, string> = {
  category: "Categoría",
  description: "Descripción",
  severity: "Gravedad",
  onset_date: "Desde",
  reaction: "Reacción",
  certainty: "Certeza",
  condition_code: "De la lista",
};
const SEVERITY_OPTIONS = [
  { value: "NONE", label: "Sin definir" },
  ...SEVERITIES.map((value) => ({ value, label: SEVERITY_LABEL[value] })),
];
const CERTAINTY_OPTIONS = [
  { value: "NONE", label: "Sin definir" },
  ...CERTAINTIES.map((value) => ({ value, label: CERTAINTY_LABEL[value] })),
];
const CONDITION_OPTIONS = [
  { value: "NONE", label: "Otra enfermedad" },
  ...CONDITION_CODES.map((value) => ({ value, label: CONDITION_LABEL[value] })),
];

/** What another category cannot have is not sent with it. */
const fitting = (values: EntryValues): EntryValues => ({
  ...values,
  ...(values.category !== "ALLERGY" && { reaction: null, certainty: null }),
  ...(values.category !== "CONDITION" && { condition_code: null }),
});

const toEntryInput = (entry: HistoryEntry): EntryInput => ({
  category: entry.category,
  description: entry.description,
  severity: entry.severity ?? "NONE",
  onset_date: entry.onset_date ?? "",
  reaction: entry.reaction ?? "",
  certainty: entry.certainty ?? "NONE",
  condition_code: entry.condition_code ?? "NONE",
});

type DialogProps = { patientId: number; onClose: () => void };

export function NewEntryDialog({ patientId, category, onClose }: DialogProps & { category: Category }) {
  const record = useRecordEntry(patientId);
  const form = useZodForm(entryForm, {
    defaultValues: {
      category,
      description: "",
      severity: "NONE",
      onset_date: "",
      reaction: "",
      certainty: "NONE",
      condition_code: "NONE",
    },
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Agregar antecedente"
      form={form}
      submitLabel="Agregar antecedente"
      onSubmit={async (values) => {
        await record.mutateAsync(fitting(values));
        announce("Antecedente agregado");
      }}
    >
      <EntryFields form={form} />
    </FormDialog>
  );
}

export function EditEntryDialog({ patientId, entry, onClose }: DialogProps & { entry: HistoryEntry }) {
  const change = useChangeEntry(patientId);
  const form = useZodForm(entryForm, { defaultValues: toEntryInput(entry) });
  const versioned = useVersionedSave<HistoryEntry, EntryInput, EntryValues>({
    form,
    original: entry,
    toInput: toEntryInput,
    read: async () => {
      const fresh = await readEntry(patientId, entry.id);
      if (!fresh) throw new ApiError({ type: "about:blank", status: 404, title: "Ese antecedente ya no existe." });
      return fresh;
    },
    save: (base, changes) => change.mutateAsync({ base, changes }),
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Corregir antecedente"
      form={form}
      submitLabel="Guardar cambios"
      onSubmit={async (values) => {
        await versioned.submit(fitting(values));
        announce("Antecedente guardado");
      }}
    >
      <ConflictList conflicts={versioned.conflicts} labels={LABELS} show={inWords} onTake={versioned.takeTheirs} />
      <EntryFields form={form} />
    </FormDialog>
  );
}

function EntryFields({ form }: { form: ReturnType<typeof useZodForm<typeof entryForm>> }) {
  const { control } = form;
  const category = useWatch({ control, name: "category" });
  const code = useWatch({ control, name: "condition_code" });
  const allergy = category === "ALLERGY";
  useEffect(() => {
    // The words are the clinic's to change; of an empty field the list's own are taken.
    if (category === "CONDITION" && code !== "NONE" && form.getValues("description").trim() === "")
      form.setValue("description", CONDITION_LABEL[code], { shouldDirty: true, shouldValidate: true });
  }, [category, code, form]);
  return (
    <>
      <FormGrid>
        <SelectField
          control={control}
          name="category"
          label={LABELS.category}
          options={CATEGORIES.map((value) => ({ value, label: CATEGORY[value].one }))}
        />
        <SelectField control={control} name="severity" label={LABELS.severity} options={SEVERITY_OPTIONS} />
      </FormGrid>
      {category === "CONDITION" && (
        <SelectField
          control={control}
          name="condition_code"
          label={LABELS.condition_code}
          options={CONDITION_OPTIONS}
          hint="Las de la lista se muestran siempre como alerta."
        />
      )}
      <TextareaField
        control={control}
        name="description"
        label={allergy ? "Sustancia" : LABELS.description}
        rows={2}
        maxLength={2000}
        autoFocus
        placeholder={`Por ejemplo: ${CATEGORY[category].example}`}
        hint={
          allergy
            ? "Se muestra como alerta en toda la ficha."
            : "Con gravedad moderada o grave, enfermedades, medicación y embarazo se muestran como alerta."
        }
      />
      {allergy && (
        <FormGrid>
          <TextField
            control={control}
            name="reaction"
            label={LABELS.reaction}
            maxLength={200}
            placeholder="Por ejemplo: anafilaxia, ronchas"
            optional
          />
          <SelectField control={control} name="certainty" label={LABELS.certainty} options={CERTAINTY_OPTIONS} />
        </FormGrid>
      )}
      <DateField control={control} name="onset_date" label={LABELS.onset_date} max={today()} years optional />
    </>
  );
}

function inWords(field: string, value: string) {
  if (field === "category") return CATEGORY[value as Category].one;
  if (field === "severity") return SEVERITY_OPTIONS.find((option) => option.value === value)?.label ?? value;
  if (field === "certainty") return CERTAINTY_OPTIONS.find((option) => option.value === value)?.label ?? value;
  if (field === "condition_code") return CONDITION_OPTIONS.find((option) => option.value === value)?.label ?? value;
  return field === "onset_date" ? formatDate(value) : value;
}
