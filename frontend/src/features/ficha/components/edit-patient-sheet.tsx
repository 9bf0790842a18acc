"use client";

import {
  CAME_BY_LABEL,
  CHANNEL_LABEL,
  EDUCATION_LABEL,
  ETHNICITY_LABEL,
  MARITAL_LABEL,
} from "@/entities/patient/admission";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { patientForm, toPatientInput, UNSAID, type PatientInput, type PatientValues } from "@/entities/patient/form";
import { PATIENT_LABELS, PatientFields } from "@/entities/patient/patient-fields";
import { readPatient } from "@/entities/patient/queries";
import type { Patient } from "@/entities/patient/schema";
import { GENDER_LABEL, NO_DOCUMENT_LABEL } from "@/entities/patient/words";
import { countryName } from "@/lib/countries";
import { formatDate } from "@/lib/format";
import { DOCUMENT_LABEL, type DocumentType } from "@/lib/documents";
import { announce } from "@/lib/toast";
import { useChangePatient } from "../api";
import { useVersionedSave } from "../use-versioned-save";
import { ConflictList } from "./conflict-list";

type SheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Mount it with `key={patient.id}`. */
export function EditPatientSheet({ patient, open, onOpenChange }: SheetProps & { patient: Patient }) {
  return open ? <EditBody patient={patient} open onOpenChange={onOpenChange} /> : null;
}

// Mounted anew each time it opens, so that it starts from the file as it is then.
function EditBody({ patient, open, onOpenChange }: SheetProps & { patient: Patient }) {
  const change = useChangePatient();
  const form = useZodForm(patientForm, { defaultValues: toPatientInput(patient) });
  const versioned = useVersionedSave<Patient, PatientInput, PatientValues>({
    form,
    original: patient,
    toInput: toPatientInput,
    read: () => readPatient(patient.id),
    save: (base, changes) => change.mutateAsync({ base, changes }),
  });

  return (
    <FormSheet
      wide
      open={open}
      onOpenChange={onOpenChange}
      title="Editar datos"
      description={patient.full_name}
      form={form}
      submitLabel="Guardar cambios"
      onSubmit={async (values) => {
        await versioned.submit(values);
        announce("Datos guardados");
      }}
    >
      <ConflictList
        conflicts={versioned.conflicts}
        labels={PATIENT_LABELS}
        show={inWords}
        onTake={versioned.takeTheirs}
      />
      <PatientFields form={form} own={patient.id} />
    </FormSheet>
  );
}

const WORDS: Record<string, Record<string, string>> = {
  ethnicity: ETHNICITY_LABEL,
  marital_status: MARITAL_LABEL,
  education: EDUCATION_LABEL,
  came_by: CAME_BY_LABEL,
  preferred_channel: CHANNEL_LABEL,
};

function inWords(field: string, value: string) {
  if (value === UNSAID) return "Sin registrar";
  if (field in WORDS) return WORDS[field]?.[value] ?? value;
  if (field === "nationality") return countryName(value);
  if (field === "gender") return GENDER_LABEL[value as PatientInput["gender"]];
  if (field === "document_type") return value === "NONE" ? "Sin documento" : DOCUMENT_LABEL[value as DocumentType];
  if (field === "document_country") return value && countryName(value);
  if (field === "no_document_reason") return value && NO_DOCUMENT_LABEL[value as keyof typeof NO_DOCUMENT_LABEL];
  if (field === "single_name") return value === "true" ? "Sí" : "No";
  return field === "birth_date" ? formatDate(value) : value;
}
