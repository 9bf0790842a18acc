"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { useEffect } from "react";
import { useWatch } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { FieldFrame, SelectField, TextField } from "@/components/form/fields";
import { FormGrid, FormSection } from "@/components/form/form-shell";
import type { AnyForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Input } from "@/components/ui/input";
import { patientPath } from "@/config/navigation";
import { useDebounced } from "@/hooks/use-debounced";
import { today } from "@/lib/dates";
import { DOCUMENT_LABEL, documentProblem } from "@/lib/identity";
import type { PatientInput, PatientValues } from "./form";
import { ownerQuery } from "./queries";
import { DOCUMENT_TYPES, GENDERS } from "./schema";
import { GENDER_LABEL } from "./words";

export const PATIENT_LABELS: Record<keyof PatientInput, string> = {
  document_type: "Tipo de documento",
  document_number: "Número",
  first_name: "Nombres",
  last_name: "Apellidos",
  birth_date: "Fecha de nacimiento",
  gender: "Sexo",
  phone: "Teléfono",
  email: "Correo",
  address: "Dirección",
  emergency_contact_name: "Nombre",
  emergency_contact_phone: "Teléfono del contacto",
};
const L = PATIENT_LABELS;

type PatientForm = AnyForm<PatientInput, PatientValues>;

/** Every field of a patient. `own` is who is being edited: their document may be theirs. */
export function PatientFields({ form, own }: { form: PatientForm; own?: number }) {
  const { control } = form;
  return (
    <>
      <FormSection title="Identidad">
        <DocumentFields form={form} own={own} />
        <FormGrid>
          <TextField control={control} name="first_name" label={L.first_name} autoComplete="off" maxLength={100} />
          <TextField control={control} name="last_name" label={L.last_name} autoComplete="off" maxLength={100} />
          <DateField control={control} name="birth_date" label={L.birth_date} max={today()} years optional />
          <SelectField
            control={control}
            name="gender"
            label={L.gender}
            options={GENDERS.map((value) => ({ value, label: GENDER_LABEL[value] }))}
          />
        </FormGrid>
      </FormSection>
      <FormSection title="Contacto">
        <FormGrid>
          <TextField
            control={control}
            name="phone"
            label={L.phone}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            optional
          />
          <TextField
            control={control}
            name="email"
            label={L.email}
            type="email"
            autoComplete="off"
            autoCapitalize="none"
            optional
          />
          <TextField
            control={control}
            name="address"
            label={L.address}
            autoComplete="off"
            maxLength={300}
            className="sm:col-span-2"
            optional
          />
        </FormGrid>
      </FormSection>
      <FormSection title="En caso de emergencia">
        <FormGrid>
          <TextField
            control={control}
            name="emergency_contact_name"
            label={L.emergency_contact_name}
            autoComplete="off"
            maxLength={100}
            optional
          />
          <TextField
            control={control}
            name="emergency_contact_phone"
            label={L.emergency_contact_phone}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            optional
          />
        </FormGrid>
      </FormSection>
    </>
  );
}

const LENGTH = { CEDULA: 10, RUC: 13, PASSPORT: 0 };

/** Type and number, checked while they are typed, with whoever already has that document. */
function DocumentFields({ form, own }: { form: PatientForm; own?: number }) {
  const { control } = form;
  const [type, number] = useWatch({ control, name: ["document_type", "document_number"] });
  const typed = number.trim();
  const right = typed !== "" && documentProblem(type, typed) === null;
  const rested = useDebounced(typed, 200);
  const { data: owner } = useQuery(ownerQuery(type, rested));
  const taken = right && rested === typed && owner && owner.id !== own ? owner : null;

  // Said as soon as all digits are there, not only when the field is left.
  useEffect(() => {
    if (LENGTH[type] && typed.length >= LENGTH[type]) void form.trigger("document_number");
    // The form object changes on every keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [type, typed]);

  function change(text: string) {
    // Thirteen digits are a RUC: nobody should have to go back and say so.
    if (type === "CEDULA" && /^\d{13}$/.test(text.trim())) form.setValue("document_type", "RUC", { shouldDirty: true });
    return text;
  }

  return (
    <>
      <FormGrid className="sm:grid-cols-[11rem_1fr]">
        <SelectField
          control={control}
          name="document_type"
          label={L.document_type}
          options={DOCUMENT_TYPES.map((value) => ({ value, label: DOCUMENT_LABEL[value] }))}
        />
        <FieldFrame
          control={control}
          name="document_number"
          label={L.document_number}
          hint={hintFor(type, typed, right)}
          render={(field) => (
            <Input
              {...field}
              value={field.value ?? ""}
              onChange={(event) => field.onChange(change(event.target.value))}
              autoFocus={!own}
              autoComplete="off"
              maxLength={20}
              inputMode={type === "PASSPORT" ? "text" : "numeric"}
              className={type === "PASSPORT" ? "font-mono uppercase" : "font-mono"}
            />
          )}
        />
      </FormGrid>
      {taken && (
        <Alert
          variant="warning"
          action={
            <Link href={patientPath(taken.id)} className="shrink-0 rounded-sm font-medium underline underline-offset-2">
              Abrir su ficha
            </Link>
          }
        >
          Este documento ya está en el registro{taken.active ? "" : ", como inactivo"}:{" "}
          <span className="font-medium">{taken.full_name}</span>.
        </Alert>
      )}
    </>
  );
}

function hintFor(type: keyof typeof LENGTH, typed: string, right: boolean) {
  if (right) {
    return (
      <span className="inline-flex items-center gap-1 text-success">
        <CircleCheck className="size-3.5" aria-hidden />
        {type === "PASSPORT" ? "Formato correcto" : `${DOCUMENT_LABEL[type]} ${type === "RUC" ? "válido" : "válida"}`}
      </span>
    );
  }
  if (type === "PASSPORT") return "De 5 a 20 letras o números.";
  return typed ? `${typed.length} de ${LENGTH[type]} dígitos` : `${LENGTH[type]} dígitos`;
}
