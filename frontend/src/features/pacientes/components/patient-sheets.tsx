"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { patientPath } from "@/config/navigation";
import { formatDate } from "@/lib/format";
import { DOCUMENT_LABEL } from "@/lib/identity";
import { notify } from "@/lib/toast";
import { readPatient, useChangePatient, useRegisterPatient } from "../api/patients";
import {
  emptyPatient,
  patientForm,
  toPatientInput,
  type Patient,
  type PatientInput,
  type PatientValues,
} from "../schemas/patients";
import { useVersionedSave } from "../use-versioned-save";
import { GENDER_LABEL } from "../words";
import { ConflictList } from "./conflict-list";
import { PATIENT_LABELS, PatientFields } from "./patient-fields";

type SheetProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Registering ends in the new patient's file: the next step is taken from there. */
export function RegisterPatientSheet({ open, onOpenChange }: SheetProps) {
  const router = useRouter();
  const register = useRegisterPatient();
  const registered = useRef<Patient | null>(null);
  const form = useZodForm(patientForm, { defaultValues: emptyPatient });

  return (
    <FormSheet
      wide
      open={open}
      onOpenChange={(next) => {
        if (registered.current) router.push(patientPath(registered.current.id));
        else onOpenChange(next);
      }}
      title="Nuevo paciente"
      form={form}
      submitLabel="Registrar paciente"
      draftKey="patient:new"
      onSubmit={async (values) => {
        registered.current = await register.mutateAsync(values);
        notify(`${registered.current.full_name} ya está en el registro`);
      }}
    >
      <PatientFields form={form} />
    </FormSheet>
  );
}

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
        notify("Datos guardados");
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

function inWords(field: string, value: string) {
  if (field === "gender") return GENDER_LABEL[value as PatientInput["gender"]];
  if (field === "document_type") return DOCUMENT_LABEL[value as PatientInput["document_type"]];
  return field === "birth_date" ? formatDate(value) : value;
}
