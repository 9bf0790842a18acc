"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type KeyboardEvent, type Ref } from "react";
import { DateField } from "@/components/form/date-fields";
import { SelectField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import { useUnsaved } from "@/components/form/use-unsaved";
import { applyProblem, useZodForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { PatientPicker } from "@/entities/patient/patient-picker";
import { NameField } from "@/entities/patient/name-field";
import { patientSearch } from "@/entities/patient/queries";
import { startingWith } from "@/entities/patient/typed";
import { today } from "@/lib/dates";
import { DOCUMENT_LABEL } from "@/lib/documents";
import { cleanDocument, documentProblem } from "@/lib/identity";
import { isApiError } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { useRegisterPatient } from "../api";
import { DOCUMENT_TYPES, newPatientForm, type NewPatient } from "../forms";

export type ChosenPatient = { id: number; name: string };

type PatientFieldProps = {
  value: ChosenPatient | null;
  onChange: (patient: ChosenPatient | null) => void;
  id?: string;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  /** Somebody was chosen or registered: where the keyboard goes on. */
  onDone?: () => void;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** Finds a patient, or registers a new one without leaving the booking. */
export function PatientField({ value, onChange, onDone, ...control }: PatientFieldProps) {
  const canRegister = useCan("patients:write");
  const [registering, setRegistering] = useState<string | null>(null);
  const found = useRef(false);
  const created = useRef(false);
  return (
    <div className="space-y-3">
      <PatientPicker
        {...control}
        value={value?.name ?? null}
        onSelect={({ id, full_name }) => {
          found.current = true;
          onChange({ id, name: full_name });
        }}
        onCloseAutoFocus={(event) => {
          // The fields of who is new have taken the keyboard: the search, however late it closes, leaves it there.
          if (created.current) event.preventDefault();
          created.current = false;
          if (!found.current || !onDone) return;
          found.current = false;
          event.preventDefault();
          onDone();
        }}
        onClear={() => onChange(null)}
        onCreate={
          canRegister
            ? (typed) => {
                created.current = true;
                setRegistering(typed);
              }
            : undefined
        }
      />
      {registering !== null && (
        <NewPatientFields
          typed={registering}
          onCancel={() => setRegistering(null)}
          onDone={(patient) => {
            onChange(patient);
            setRegistering(null);
            setTimeout(() => onDone?.());
          }}
        />
      )}
    </div>
  );
}

type NewPatientFieldsProps = { typed: string; onDone: (patient: ChosenPatient) => void; onCancel: () => void };

function NewPatientFields({ typed, onDone, onCancel }: NewPatientFieldsProps) {
  const register = useRegisterPatient();
  const form = useZodForm(newPatientForm, {
    defaultValues: { phone: "", birth_date: "", ...startingWith(typed) },
  });
  const { control, setFocus } = form;
  useUnsaved(form.formState.isDirty);
  useEffect(() => setFocus("document_number"), [setFocus]);
  // A wrong number carried over from the search is marked at once, and not when it is left.
  useEffect(() => {
    if (form.getValues("document_number")) void form.trigger("document_number");
    // Only what came with it: the form object changes on every keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const [type, number] = form.watch(["document_type", "document_number"]);
  const document = cleanDocument(type, number);
  const valid = documentProblem(type, document) === null;
  const { data: found } = useQuery({ ...patientSearch(document), enabled: valid });
  const known = valid ? found?.find((patient) => patient.document_number === document) : undefined;
  const problem = form.formState.errors.root?.server?.message;

  const [alike, setAlike] = useState(false);

  const save = async (values: NewPatient, distinct_person: boolean) => {
    try {
      const patient = await register.mutateAsync({ ...values, distinct_person });
      notify(`${patient.full_name} ya está en el registro`);
      onDone({ id: patient.id, name: patient.full_name });
    } catch (error) {
      setAlike(isApiError(error, 409) && error.problem.confirm === "distinct_person");
      applyProblem(form, error);
    }
  };
  const submit = form.handleSubmit((values) => save(values, false));
  const submitDistinct = form.handleSubmit((values) => save(values, true));

  // A form inside the booking's form: Enter registers the patient, it does not book.
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    void submit();
  }

  return (
    <Form {...form}>
      <div
        role="group"
        aria-label="Paciente nuevo"
        data-main-scope
        onKeyDown={onKeyDown}
        className="space-y-4 rounded-lg border border-border bg-muted/60 p-3.5"
      >
        {problem && (
          <Alert
            variant={alike ? "warning" : "destructive"}
            action={
              alike && (
                <Button size="xs" variant="outline" onClick={() => void submitDistinct()} loading={register.isPending}>
                  Es otra persona
                </Button>
              )
            }
          >
            {problem}
          </Alert>
        )}
        <FormGrid>
          <SelectField
            control={control}
            name="document_type"
            label="Documento"
            options={DOCUMENT_TYPES.map((value) => ({ value, label: DOCUMENT_LABEL[value] }))}
          />
          <DocumentField
            control={control}
            label={`Número de ${DOCUMENT_LABEL[type].toLowerCase()}`}
            complete={isComplete(type, document)}
            valid={valid}
            onComplete={() => void form.trigger("document_number")}
          />
          {known && (
            <Alert
              variant="info"
              className="sm:col-span-2"
              action={
                <Button size="xs" variant="outline" onClick={() => onDone({ id: known.id, name: known.full_name })}>
                  Usar este
                </Button>
              }
            >
              Ya está registrado: {known.full_name}.
            </Alert>
          )}
          <NameField control={control} name="first_name" label="Nombres" autoComplete="off" />
          <NameField control={control} name="last_name" label="Apellidos" autoComplete="off" />
          <TextField control={control} name="phone" label="Teléfono" optional inputMode="tel" autoComplete="off" />
          <DateField control={control} name="birth_date" label="Nacimiento" optional years max={today()} />
        </FormGrid>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" size="sm" onClick={onCancel}>
            No registrar
          </Button>
          <Button data-main variant="secondary" size="sm" onClick={() => void submit()} loading={register.isPending}>
            Registrar paciente
          </Button>
        </div>
      </div>
    </Form>
  );
}

const isComplete = (type: (typeof DOCUMENT_TYPES)[number], number: string) =>
  type !== "PASSPORT" && number.length >= (type === "CEDULA" ? 10 : 13);

type DocumentFieldProps = {
  control: ReturnType<typeof useZodForm<typeof newPatientForm>>["control"];
  label: string;
  complete: boolean;
  valid: boolean;
  onComplete: () => void;
};

/** A number that is long enough is checked at once, not when the field is left. */
function DocumentField({ control, label, complete, valid, onComplete }: DocumentFieldProps) {
  return (
    <TextField
      control={control}
      name="document_number"
      label={label}
      inputMode="numeric"
      autoComplete="off"
      inputClassName="font-mono"
      onKeyUp={() => complete && onComplete()}
      hint={complete && valid ? "Número válido." : undefined}
    />
  );
}
