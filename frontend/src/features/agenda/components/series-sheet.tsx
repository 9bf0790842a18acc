"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { DateInput } from "@/components/form/date-input";
import { FieldFrame, NumberField, RadioField, SelectField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import { FormSheet } from "@/components/form/form-sheet";
import { TimeInput } from "@/components/form/time-input";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import type { Appointment } from "@/entities/appointment/schema";
import { bookSeries } from "@/entities/appointment/series";
import { practitionersQuery } from "@/entities/person/queries";
import { roomsQuery } from "@/entities/schedule/queries";
import { weekdayOf } from "@/lib/dates";
import { formatCount } from "@/lib/format";
import { notify } from "@/lib/toast";
import {
  FREQUENCIES,
  HOW_MANY,
  MOST_PARTS,
  seriesForm,
  valuesFrom,
  WEEKDAY_NAMES,
  WEEKDAYS,
  wishOf,
  type Exceptions,
  type SeriesValues,
  type SeriesWish,
} from "../domain/series";
import { minutesOfTreatments, NO_ROOM, type BookedTreatment, type BookingValues } from "../forms";
import { PatientField, type ChosenPatient } from "./patient-field";
import { SeriesDates } from "./series-dates";
import { SeriesEnd } from "./series-end";
import { TreatmentsField } from "./treatments-field";

type SeriesFormOf = UseFormReturn<SeriesValues, unknown, SeriesWish>;

type SeriesSheetProps = {
  start: BookingValues;
  onClose: () => void;
  onBooked: (first: Appointment) => void;
};

/** What repeats, and what has several parts: every date is shown, with what stands in its way, before any is booked. */
export function SeriesSheet({ start, onClose, onBooked }: SeriesSheetProps) {
  const client = useQueryClient();
  const form = useZodForm(seriesForm, { defaultValues: valuesFrom(start) });
  const [exceptions, setExceptions] = useState<Exceptions>({});
  const { control } = form;
  const parts = useWatch({ control, name: "parts" });

  async function save(values: SeriesWish) {
    const { series, first } = await bookSeries(client, wishOf(values, exceptions));
    notify(`${first.patient.name}: ${formatCount(series.appointments.length, "cita", "citas")}, ${series.words}`);
    onBooked(first);
  }

  return (
    <FormSheet
      wide
      open
      onOpenChange={(next) => !next && onClose()}
      title="Varias citas"
      description="Se agendan todas o ninguna."
      form={form}
      submitLabel="Agendar todas"
      onSubmit={save}
    >
      <FieldFrame
        control={control}
        name="patient_id"
        label="Paciente"
        render={({ value, onChange, ref }) => (
          <PatientField ref={ref} value={value as ChosenPatient | null} onChange={onChange} />
        )}
      />
      <FormGrid>
        <FieldFrame
          control={control}
          name="day"
          label="Primera fecha"
          render={({ value, ...field }) => <DateInput {...field} value={value as string} />}
        />
        <FieldFrame
          control={control}
          name="start_time"
          label="Desde"
          render={({ value, ...field }) => <TimeInput {...field} value={value as string} />}
        />
      </FormGrid>
      {parts.map((_, position) => (
        <PartFields key={position} form={form} position={position} alone={parts.length === 1} />
      ))}
      {parts.length < MOST_PARTS && (
        <Button
          variant="outline"
          size="sm"
          onClick={() =>
            form.setValue(
              "parts",
              [
                ...form.getValues("parts"),
                {
                  doctor_id: "" as unknown as number,
                  room_id: NO_ROOM,
                  minutes: "30" as unknown as number,
                  treatments: [],
                },
              ],
              { shouldDirty: true },
            )
          }
        >
          <Plus aria-hidden />
          Añadir otra parte a continuación
        </Button>
      )}
      <RepeatFields form={form} />
      <TextField control={control} name="reason" label="Motivo" optional maxLength={500} />
      <SeriesDates form={form} exceptions={exceptions} onExceptions={setExceptions} />
    </FormSheet>
  );
}

function PartFields({ form, position, alone }: { form: SeriesFormOf; position: number; alone: boolean }) {
  const { control } = form;
  const { data: practitioners = [] } = useQuery(practitionersQuery);
  const { data: rooms = [] } = useQuery(roomsQuery);
  const field = <N extends "doctor_id" | "room_id" | "minutes" | "treatments">(name: N) =>
    `parts.${position}.${name}` as const;
  const title = alone ? "La cita" : `Parte ${position + 1}`;
  return (
    <fieldset className="min-w-0 space-y-3 rounded-lg border border-border p-3">
      <legend className="px-1 text-sm font-semibold">{title}</legend>
      <FieldFrame
        control={control}
        name={field("treatments")}
        label="Tratamientos"
        optional
        render={({ value, onChange, ref }) => (
          <TreatmentsField
            ref={ref}
            value={value as unknown as BookedTreatment[]}
            onChange={(lines) => {
              onChange(lines);
              form.setValue(field("minutes"), String(minutesOfTreatments(lines)) as unknown as number, {
                shouldDirty: true,
              });
            }}
          />
        )}
      />
      <div className="grid gap-3 sm:grid-cols-[1fr_1fr_6rem]">
        <SelectField
          control={control}
          name={field("doctor_id")}
          label="Profesional"
          options={practitioners.map(({ id, full_name }) => ({ value: String(id), label: full_name }))}
        />
        <SelectField
          control={control}
          name={field("room_id")}
          label="Consultorio"
          options={[
            { value: NO_ROOM, label: "Sin consultorio" },
            ...rooms.filter(({ active }) => active).map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <NumberField control={control} name={field("minutes")} label="Minutos" />
      </div>
      {!alone && (
        <Button
          variant="ghost"
          size="sm"
          onClick={() =>
            form.setValue(
              "parts",
              form.getValues("parts").filter((_, at) => at !== position),
              { shouldDirty: true },
            )
          }
        >
          <Trash2 aria-hidden />
          Quitar la parte {position + 1}
        </Button>
      )}
    </fieldset>
  );
}

function RepeatFields({ form }: { form: SeriesFormOf }) {
  const { control } = form;
  const [frequency, ends, day] = useWatch({ control, name: ["frequency", "ends", "day"] });
  const own = /^\d{4}-\d{2}-\d{2}$/.test(day) ? String(weekdayOf(day)) : null;
  return (
    <div className="space-y-3">
      <FormGrid>
        <SelectField control={control} name="frequency" label="Se repite" options={FREQUENCIES} />
        {frequency !== "NONE" && <NumberField control={control} name="interval" label={HOW_MANY[frequency]} />}
      </FormGrid>
      {frequency === "WEEKLY" && (
        <FieldFrame
          control={control}
          name="weekdays"
          label="Qué días"
          hint="El de la primera cita va siempre."
          render={({ value, onChange }) => (
            <ToggleGroup
              type="multiple"
              value={own ? [...new Set([...(value as string[]), own])] : (value as string[])}
              onValueChange={(days: string[]) => onChange(days)}
              aria-label="Qué días"
            >
              {WEEKDAYS.map((letter, weekday) => (
                <ToggleGroupItem
                  key={letter}
                  value={String(weekday)}
                  aria-label={WEEKDAY_NAMES[weekday]}
                  disabled={String(weekday) === own}
                >
                  {letter}
                </ToggleGroupItem>
              ))}
            </ToggleGroup>
          )}
        />
      )}
      {frequency === "MONTHLY" && (
        <RadioField
          control={control}
          name="by_weekday"
          label="Qué día del mes"
          options={[
            { value: "DAY", label: "El mismo día, o el último que haya" },
            { value: "WEEKDAY", label: "El mismo día de la semana" },
          ]}
        />
      )}
      {frequency !== "NONE" && (
        <SeriesEnd control={control} ends={ends} byCount="Después de tantas veces" count="Veces" />
      )}
    </div>
  );
}
