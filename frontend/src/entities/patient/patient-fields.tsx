"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useEffect } from "react";
import { useWatch } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { CheckboxField, FieldFrame, SelectField, TextField } from "@/components/form/fields";
import { FormGrid, FormSection } from "@/components/form/form-shell";
import type { AnyForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Input } from "@/components/ui/input";
import { patientPath } from "@/config/navigation";
import { useDebounced } from "@/hooks/use-debounced";
import { COUNTRIES } from "@/lib/countries";
import { today } from "@/lib/dates";
import { DOCUMENT_LABEL, type DocumentType } from "@/lib/documents";
import { cleanDocument, documentProblem } from "@/lib/identity";
import type { PatientInput, PatientValues } from "./form";
import { AdmissionFields } from "./admission-fields";
import { likelyDuplicatesQuery } from "./duplicates";
import { NameField } from "./name-field";
import { DOCUMENT_TYPES, GENDERS, NO_DOCUMENT_REASONS, type LikelyDuplicate } from "./schema";
import { ALONE_LABEL, documentNumber, GENDER_LABEL, NO_DOCUMENT_LABEL, WHY_LIKELY } from "./words";

export const PATIENT_LABELS: Record<keyof PatientInput, string> = {
  ...ALONE_LABEL,
  document_type: "Tipo de documento",
  document_number: "Número",
  document_country: "País",
  no_document_reason: "Por qué no tiene documento",
  first_name: "Nombres",
  last_name: "Apellidos",
  single_name: "Tiene un solo nombre",
  birth_date: "Fecha de nacimiento",
  gender: "Sexo",
  phone: "Teléfono",
  email: "Correo",
  address: "Dirección",
  emergency_contact_name: "Nombre",
  emergency_contact_phone: "Teléfono del contacto",
  emergency_contact_relation: "Qué es del paciente",
  preferred_channel: "Prefiere que le escriban por",
  guardian_name: "Nombre de quien firma",
  guardian_relation: "Parentesco",
  guardian_document: "Documento de quien firma",
  guardian_phone: "Teléfono de quien firma",
  insurer: "Aseguradora",
  insurance_number: "Número de afiliado",
  nationality: "Nacionalidad",
  ethnicity: "Autoidentificación étnica",
  marital_status: "Estado civil",
  education: "Instrucción",
  came_by: "Cómo llegó",
  tags: "Etiquetas",
  distinct_person: "Es otra persona",
};
const L = PATIENT_LABELS;

export type PatientForm = AnyForm<PatientInput, PatientValues>;

/** Every field of a patient. `own` is who is being edited: their document may be theirs. */
export function PatientFields({ form, own }: { form: PatientForm; own?: number }) {
  const { control } = form;
  const single = useWatch({ control, name: "single_name" });
  useEffect(() => {
    if (single && form.getValues("last_name")) form.setValue("last_name", "", { shouldDirty: true });
    // The form object changes on every keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [single]);
  return (
    <>
      <FormSection title="Identidad">
        <DocumentFields form={form} own={own} />
        <FormGrid>
          <NameField control={control} name="first_name" label={L.first_name} autoComplete="off" maxLength={100} />
          {!single && (
            <NameField control={control} name="last_name" label={L.last_name} autoComplete="off" maxLength={100} />
          )}
          <CheckboxField control={control} name="single_name" label={L.single_name} className="sm:col-span-2" />
          <DateField control={control} name="birth_date" label={L.birth_date} max={today()} years optional />
          <SelectField
            control={control}
            name="gender"
            label={L.gender}
            options={GENDERS.map((value) => ({ value, label: GENDER_LABEL[value] }))}
          />
          <TextField
            control={control}
            name="occupation"
            label={L.occupation}
            autoComplete="off"
            maxLength={100}
            optional
          />
        </FormGrid>
        <LikelyDuplicates form={form} own={own} />
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
          <NameField
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
          <TextField
            control={control}
            name="emergency_contact_relation"
            label={L.emergency_contact_relation}
            placeholder="Hermano"
            autoComplete="off"
            maxLength={60}
            optional
          />
        </FormGrid>
      </FormSection>
      <AdmissionFields form={form} labels={L} />
    </>
  );
}

const LENGTH = { CEDULA: 10, RUC: 13, PASSPORT: 0, FOREIGN_CARD: 0, NONE: 0 };
const TYPES = [
  ...DOCUMENT_TYPES.map((value) => ({ value, label: DOCUMENT_LABEL[value] })),
  { value: "NONE", label: "Sin documento" },
];

/** Type and number, checked while they are typed; of a foreign document its country; of none, why. */
function DocumentFields({ form, own }: { form: PatientForm; own?: number }) {
  const { control } = form;
  const [type, number] = useWatch({ control, name: ["document_type", "document_number"] });
  const right = type !== "NONE" && number.trim() !== "" && documentProblem(type, number) === null;
  const typed = type === "NONE" ? "" : cleanDocument(type, number);
  const foreign = type === "PASSPORT" || type === "FOREIGN_CARD";

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
    <FormGrid className="sm:grid-cols-[11rem_1fr]">
      <SelectField control={control} name="document_type" label={L.document_type} options={TYPES} />
      {type === "NONE" ? (
        <SelectField
          control={control}
          name="no_document_reason"
          label={L.no_document_reason}
          hint="Complete el documento en la ficha cuando lo tenga."
          options={NO_DOCUMENT_REASONS.map((value) => ({ value, label: NO_DOCUMENT_LABEL[value] }))}
        />
      ) : (
        <FieldFrame
          control={control}
          name="document_number"
          label={L.document_number}
          hint={hintFor(type, typed, right)}
          render={(field) => (
            <Input
              {...field}
              value={String(field.value ?? "")}
              onChange={(event) => field.onChange(change(event.target.value))}
              autoFocus={!own}
              autoComplete="off"
              maxLength={40}
              inputMode={foreign ? "text" : "numeric"}
              className={foreign ? "font-mono uppercase" : "font-mono"}
            />
          )}
        />
      )}
      {foreign && (
        <SelectField
          control={control}
          name="document_country"
          label={L.document_country}
          options={COUNTRIES}
          optional={type === "PASSPORT"}
          className="sm:col-span-2"
        />
      )}
    </FormGrid>
  );
}

const WATCHED = ["document_type", "document_number", "first_name", "last_name", "birth_date", "phone"] as const;

/** Who is registered already and may be this person: their file is one click away, or it is said that it is another one. */
function LikelyDuplicates({ form, own }: { form: PatientForm; own?: number }) {
  const { control } = form;
  const values = useWatch({ control, name: WATCHED });
  const now = values.map((value) => value ?? "").join("\n");
  const rested = useDebounced(now, 300);
  const [type = "", document_number = "", first_name = "", last_name = "", birth_date = "", phone = ""] =
    rested.split("\n");
  const document_type = type === "NONE" ? null : (type as DocumentType);
  const known = { document_type, document_number, first_name, last_name, birth_date, phone };
  const touched = own === undefined || form.formState.isDirty;
  const query = likelyDuplicatesQuery(known, own);
  const { data } = useQuery({ ...query, enabled: query.enabled === true && touched });
  const likely = rested === now ? (data ?? []) : [];
  if (likely.length === 0) return null;
  const taken = (one: LikelyDuplicate) =>
    one.document_type === document_type &&
    one.document_number === cleanDocument(document_type ?? "CEDULA", document_number);
  // A family shares one phone: alone it says something, and asks nothing.
  const asks = likely.some(({ why }) => why !== "PHONE");
  const sentence = likely.some(taken)
    ? "Este documento ya está en el registro:"
    : asks
      ? "Puede estar registrado ya:"
      : "Otra persona tiene este teléfono:";
  return (
    <Alert variant={asks ? "warning" : "info"}>
      <p>{sentence}</p>
      <ul className="mt-1 space-y-1">
        {likely.map((one) => (
          <li key={one.id}>
            {one.full_name}, {documentNumber(one)}
            {one.active ? "" : ", inactivo"} ({WHY_LIKELY[one.why]}) ·{" "}
            <Link
              href={patientPath(one.id)}
              className="whitespace-nowrap rounded-sm font-medium underline underline-offset-2"
            >
              abrir su ficha<span className="sr-only">: {one.full_name}</span>
            </Link>
          </li>
        ))}
      </ul>
      {asks && !likely.some(taken) && (
        <CheckboxField control={control} name="distinct_person" label={L.distinct_person} className="mt-2" />
      )}
    </Alert>
  );
}

function hintFor(type: Exclude<keyof typeof LENGTH, "NONE">, typed: string, right: boolean) {
  const foreign = type === "PASSPORT" || type === "FOREIGN_CARD";
  if (right) {
    return (
      <span className="inline-flex items-center gap-1 text-success">
        <CircleCheck className="size-3.5" aria-hidden />
        {foreign ? "Formato correcto" : `${DOCUMENT_LABEL[type]} ${type === "RUC" ? "válido" : "válida"}`}
      </span>
    );
  }
  if (foreign) return `De ${type === "PASSPORT" ? 5 : 4} a 20 letras o números.`;
  return typed ? `${typed.length} de ${LENGTH[type]} dígitos` : `${LENGTH[type]} dígitos`;
}
