"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { patientPath } from "@/config/navigation";
import { emptyPatient, patientForm } from "@/entities/patient/form";
import { PatientFields } from "@/entities/patient/patient-fields";
import type { Patient } from "@/entities/patient/schema";
import { startingWith } from "@/entities/patient/typed";
import { notify } from "@/lib/toast";
import { useRegisterPatient } from "../api";

type RegisterPatientSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** What was searched for, and nobody is. */
  typed: string;
};

/** Registering ends in the new patient's file: the next step is taken from there. */
export function RegisterPatientSheet(props: RegisterPatientSheetProps) {
  return <RegisterForm key={props.typed} {...props} />;
}

function RegisterForm({ open, onOpenChange, typed }: RegisterPatientSheetProps) {
  const router = useRouter();
  const register = useRegisterPatient();
  const registered = useRef<Patient | null>(null);
  const form = useZodForm(patientForm, { defaultValues: { ...emptyPatient, ...startingWith(typed) } });

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
