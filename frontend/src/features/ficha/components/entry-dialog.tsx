"use client";

import { useWatch } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { SelectField, TextareaField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { readEntry } from "@/entities/record/queries";
import { CATEGORIES, SEVERITIES, type Category, type HistoryEntry } from "@/entities/record/schema";
import { today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { ApiError } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useChangeEntry, useRecordEntry } from "../api";
import { entryForm, type EntryInput, type EntryValues } from "../forms";
import { useVersionedSave } from "../use-versioned-save";
import { CATEGORY, SEVERITY_LABEL } from "@/entities/record/words";
import { ConflictList } from "./conflict-list";

const LABELS: Record<keyof EntryInput, string> = {
  category: "Categoría",
  description: "Descripción",
  severity: "Gravedad",
  onset_date: "Desde",
};
const SEVERITY_OPTIONS = [
  { value: "NONE", label: "Sin definir" },
  ...SEVERITIES.map((value) => ({ value, label: SEVERITY_LABEL[value] })),
];

const toEntryInput = (entry: HistoryEntry): EntryInput => ({
  category: entry.category,
  description: entry.description,
  severity: entry.severity ?? "NONE",
  onset_date: entry.onset_date ?? "",
});

type DialogProps = { patientId: number; onClose: () => void };

export function NewEntryDialog({ patientId, category, onClose }: DialogProps & { category: Category }) {
  const record = useRecordEntry(patientId);
  const form = useZodForm(entryForm, {
    defaultValues: { category, description: "", severity: "NONE", onset_date: "" },
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Agregar antecedente"
      form={form}
      submitLabel="Agregar antecedente"
      onSubmit={async (values) => {
        await record.mutateAsync(values);
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
        await versioned.submit(values);
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
      <TextareaField
        control={control}
        name="description"
        label={LABELS.description}
        rows={2}
        maxLength={2000}
        autoFocus
        placeholder={`Por ejemplo: ${CATEGORY[category].example}`}
        hint={
          category === "ALLERGY"
            ? "Se muestra como alerta en toda la ficha."
            : "Con gravedad moderada o grave, enfermedades, medicación y embarazo se muestran como alerta."
        }
      />
      <DateField control={control} name="onset_date" label={LABELS.onset_date} max={today()} years optional />
    </>
  );
}

function inWords(field: string, value: string) {
  if (field === "category") return CATEGORY[value as Category].one;
  if (field === "severity") return SEVERITY_OPTIONS.find((option) => option.value === value)?.label ?? value;
  return field === "onset_date" ? formatDate(value) : value;
}
