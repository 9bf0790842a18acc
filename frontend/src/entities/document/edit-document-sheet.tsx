"use client";

import { DateField } from "@/components/form/date-fields";
import { SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { today } from "@/lib/dates";
import { announce } from "@/lib/toast";
import { useChangeDocument } from "./api";
import { documentForm, NO_SERIES } from "./forms";
import { KINDS, STAGES, VIEWS, type PatientDocument } from "./schema";
import { isImage, KIND_LABEL, STAGE_LABEL, VIEW_LABEL } from "./words";

const KIND_OPTIONS = KINDS.map((value) => ({ value, label: KIND_LABEL[value] }));
const OUTSIDE = { value: NO_SERIES, label: "No es de una serie" };
const VIEW_OPTIONS = [OUTSIDE, ...VIEWS.map((value) => ({ value, label: VIEW_LABEL[value] }))];
const STAGE_OPTIONS = [OUTSIDE, ...STAGES.map((value) => ({ value, label: STAGE_LABEL[value] }))];

/** What was noted of a document is corrected; of a photo, also its place in a series. */
export function EditDocumentSheet({ document, onClose }: { document: PatientDocument; onClose: () => void }) {
  const change = useChangeDocument();
  const { kind, title, taken_on, note, view, stage } = document;
  const form = useZodForm(documentForm, {
    defaultValues: {
      kind,
      title,
      taken_on,
      note: note ?? "",
      view: view ?? NO_SERIES,
      stage: stage ?? NO_SERIES,
    },
  });
  const photo = isImage(document) && form.watch("kind") === "PHOTO";
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Corregir documento"
      form={form}
      submitLabel="Guardar cambios"
      onSubmit={async (values) => {
        await change.mutateAsync({ document, values });
        announce("Documento corregido");
      }}
    >
      <FormGrid>
        <TextField control={form.control} name="title" label="Nombre" className="sm:col-span-2" autoFocus />
        <SelectField control={form.control} name="kind" label="Tipo" options={KIND_OPTIONS} />
        <DateField control={form.control} name="taken_on" label="Fecha en que se tomó" max={today()} />
        {photo && (
          <>
            <SelectField control={form.control} name="view" label="Vista" options={VIEW_OPTIONS} />
            <SelectField control={form.control} name="stage" label="Momento" options={STAGE_OPTIONS} />
          </>
        )}
        <TextareaField control={form.control} name="note" label="Nota" optional rows={3} className="sm:col-span-2" />
      </FormGrid>
    </FormSheet>
  );
}
