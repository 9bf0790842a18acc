"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useRef } from "react";
import { useWatch } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { CheckboxField, FieldFrame, NumberField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { patientVisitsQuery } from "@/entities/appointment/queries";
import { PatientPicker } from "@/entities/patient/patient-picker";
import { WAITLIST } from "@/entities/paths";
import { practitionersQuery } from "@/entities/person/queries";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { api } from "@/lib/api";
import { today } from "@/lib/dates";
import { formatDate, formatTime } from "@/lib/format";
import { notify } from "@/lib/toast";
import { changed } from "./changed";
import { ANYONE, entryForm, NO_VISIT, type EntryValues, type WishedTreatment } from "./form";
import { HalfDaysField } from "./half-days-field";
import { entrySchema, type Entry } from "./schema";
import { halvesOf, NOTICES, windowsOf } from "./words";

const MOVABLE = ["PENDING", "CONFIRMED", "ARRIVED"];

/** Where entering somebody begins: a booking that found no hour, a visit that would come earlier, or nothing. */
export type EntryStart = {
  patient?: { id: number; name: string } | null;
  treatments?: WishedTreatment[];
  minutes?: number;
  doctorId?: number | null;
  givesUpId?: number;
  /** The halves of the week that suit; none is any hour. */
  halves?: string[];
  /** From when until when; else from today on. */
  firstDay?: string;
  lastDay?: string;
};

type Props = {
  start?: EntryStart;
  /** What is changed; without it somebody is entered. */
  entry?: Entry;
  onClose: () => void;
  onSaved?: () => void;
};

/** The usual half hour where nothing is chosen. */
const minutesOf = (lines: readonly WishedTreatment[]) =>
  lines.length === 0
    ? 30
    : Math.max(
        15,
        lines.reduce((sum, line) => sum + line.duration_minutes, 0),
      );

function valuesOf(start: EntryStart, entry?: Entry): EntryValues {
  if (entry)
    return {
      patient_id: entry.patient,
      treatments: entry.treatments,
      minutes: String(entry.minutes),
      doctor_id: entry.doctor ? String(entry.doctor.id) : ANYONE,
      windows: halvesOf(entry.windows),
      first_day: entry.first_day,
      last_day: entry.last_day ?? "",
      notice_minutes: String(entry.notice_minutes) as unknown as number,
      gives_up_id: entry.gives_up ? String(entry.gives_up.id) : NO_VISIT,
      priority: entry.priority,
      priority_reason: entry.priority_reason ?? "",
      note: entry.note ?? "",
    };
  const treatments = start.treatments ?? [];
  return {
    patient_id: start.patient ?? null,
    treatments,
    minutes: String(start.minutes ?? minutesOf(treatments)),
    doctor_id: start.doctorId ? String(start.doctorId) : ANYONE,
    windows: start.halves ?? [],
    first_day: start.firstDay ?? today(),
    last_day: start.lastDay ?? "",
    notice_minutes: "120" as unknown as number,
    gives_up_id: start.givesUpId ? String(start.givesUpId) : NO_VISIT,
    priority: false,
    priority_reason: "",
    note: "",
  };
}

function useSave(entry?: Entry) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      entry
        ? api(entrySchema, `${WAITLIST}/${entry.id}`, { method: "PATCH", body, version: entry.version })
        : api(entrySchema, WAITLIST, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

/** Who would come earlier, for what, with whom and when. */
export function EntrySheet({ start = {}, entry, onClose, onSaved }: Props) {
  const save = useSave(entry);
  const form = useZodForm(entryForm, { defaultValues: valuesOf(start, entry) });
  const { control } = form;
  const minutesTyped = useRef(entry !== undefined || start.minutes !== undefined);
  const [patient, priority] = useWatch({ control, name: ["patient_id", "priority"] });
  const { data: doctors = [] } = useQuery(practitionersQuery);
  const visits = useVisitsToCome(patient?.id);

  function setTreatments(lines: WishedTreatment[]) {
    form.setValue("treatments", lines, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    if (!minutesTyped.current) form.setValue("minutes", String(minutesOf(lines)));
  }

  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={entry ? "Cambiar lo que espera" : "A la lista de espera"}
      description={entry ? entry.patient.name : "Si se libera una hora que le sirve, la clínica se la ofrece."}
      form={form}
      submitLabel={entry ? "Guardar" : "Añadir a la lista"}
      onSubmit={async ({ patient_id, treatments, windows, first_day, ...values }) => {
        const saved = await save.mutateAsync({
          ...values,
          ...(!entry && { patient_id: patient_id!.id }),
          ...(first_day && { first_day }),
          priority_reason: values.priority ? values.priority_reason : null,
          treatments: treatments.map(({ treatment_id }) => ({ treatment_id })),
          windows: windowsOf(windows),
        });
        notify(entry ? "Espera guardada" : `${saved.patient.name} está en la lista de espera`);
        onSaved?.();
      }}
    >
      {!entry && (
        <FieldFrame
          control={control}
          name="patient_id"
          label="Paciente"
          render={({ value, onChange, ...field }) => (
            <PatientPicker
              {...field}
              value={(value as EntryValues["patient_id"])?.name ?? null}
              onSelect={({ id, full_name }) => onChange({ id, name: full_name })}
              onClear={() => onChange(null)}
            />
          )}
        />
      )}
      <FieldFrame
        control={control}
        name="treatments"
        label="Qué espera"
        render={({ value, ref }) => (
          <WishedTreatments ref={ref} value={value as WishedTreatment[]} onChange={setTreatments} />
        )}
      />
      <FormGrid>
        <NumberField control={control} name="minutes" label="Minutos" onInput={() => (minutesTyped.current = true)} />
        <SelectField
          control={control}
          name="doctor_id"
          label="Con quién"
          options={[
            { value: ANYONE, label: "Cualquiera" },
            ...doctors.map(({ id, full_name }) => ({ value: String(id), label: full_name })),
          ]}
        />
      </FormGrid>
      <FieldFrame
        control={control}
        name="windows"
        label="Cuándo puede"
        optional
        hint="Sin elegir ninguno: cualquier hora."
        render={({ value, onChange }) => <HalfDaysField value={value as string[]} onChange={onChange} />}
      />
      <FormGrid>
        <DateField control={control} name="first_day" label="Desde" optional />
        <DateField control={control} name="last_day" label="Hasta" optional min={today()} />
        <SelectField
          control={control}
          name="notice_minutes"
          label="Avisarle al menos"
          options={withOwn(NOTICES, String(entry?.notice_minutes ?? ""))}
        />
        <SelectField
          control={control}
          name="gives_up_id"
          label="Cita que dejaría"
          options={[
            { value: NO_VISIT, label: "Ninguna" },
            ...visits.map(({ id, start_time }) => ({
              value: String(id),
              label: `${formatDate(start_time)}, ${formatTime(start_time)}`,
            })),
          ]}
        />
      </FormGrid>
      <CheckboxField control={control} name="priority" label="Va primero" />
      {priority && (
        <TextField
          control={control}
          name="priority_reason"
          label="Por qué va primero"
          placeholder="Dolor, viaje"
          maxLength={500}
        />
      )}
      <TextField control={control} name="note" label="Nota" optional maxLength={500} />
    </FormSheet>
  );
}

/** The usual choices, and the one that stands there already if it is none of them. */
const withOwn = (options: readonly { value: string; label: string }[], own: string) =>
  own === "" || options.some(({ value }) => value === own)
    ? [...options]
    : [...options, { value: own, label: `${own} minutos antes` }];

/** What the patient could give up for an earlier hour. */
function useVisitsToCome(patientId: number | undefined) {
  const { data } = useInfiniteQuery({ ...patientVisitsQuery(patientId ?? 0), enabled: patientId !== undefined });
  const now = new Date().toISOString();
  return (data?.pages ?? [])
    .flatMap((page) => page.data)
    .filter(({ status, start_time }) => MOVABLE.includes(status) && new Date(start_time).toISOString() > now);
}

type WishedProps = {
  ref: React.Ref<HTMLButtonElement>;
  value: readonly WishedTreatment[];
  onChange: (lines: WishedTreatment[]) => void;
};

function WishedTreatments({ ref, value, onChange }: WishedProps) {
  return (
    <div className="space-y-2">
      {value.length > 0 && (
        <ul className="divide-y divide-border rounded-md border border-border">
          {value.map((line) => (
            <li key={line.treatment_id} className="flex items-center gap-2 py-1 pl-3 pr-1 text-sm">
              <span className="min-w-0 flex-1 truncate">{line.name}</span>
              <span className="text-muted-foreground">{line.duration_minutes} min</span>
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Quitar ${line.name}`}
                onClick={() => onChange(value.filter(({ treatment_id }) => treatment_id !== line.treatment_id))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TreatmentPicker
        ref={ref}
        value={null}
        onSelect={({ id, name, duration_minutes }) => {
          if (!value.some(({ treatment_id }) => treatment_id === id))
            onChange([...value, { treatment_id: id, name, duration_minutes }]);
        }}
      />
    </div>
  );
}
