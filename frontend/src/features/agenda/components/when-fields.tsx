"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useWatch, type Control, type UseFormReturn } from "react-hook-form";
import { DateInput } from "@/components/form/date-input";
import { CheckboxField, FieldFrame, SelectField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import { TimeInput } from "@/components/form/time-input";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { availabilityQuery, freeSlotsQuery, type AvailabilityQuestion } from "@/entities/appointment/queries";
import type { Availability, FreeSlot } from "@/entities/appointment/schema";
import { practitionersQuery } from "@/entities/person/queries";
import { roomsQuery } from "@/entities/schedule/queries";
import { useDebounced } from "@/hooks/use-debounced";
import { dayOf, timeOf } from "@/lib/dates";
import { formatDuration, formatTime, formatTimeRange } from "@/lib/format";
import { useCan } from "@/lib/session";
import { endAfter, lengthOf, NO_ROOM, timesOf, USUAL_MINUTES, type BookedTreatment, type ChangeValues } from "../forms";
import { clashSentences, NextSlots, overbookable } from "@/entities/appointment/clash";

/** Both forms of an appointment have these fields; react-hook-form cannot say so of two form types. */
export type WhenForm = UseFormReturn<ChangeValues, unknown, ChangeValues>;

/** What the service answered to the last attempt, and to what it answered. */
export type Refusal = { answer: Availability; question: string | null };

type WhenFieldsProps = {
  form: WhenForm;
  patientId?: number;
  /** What is done, which may need a room, equipment or somebody; of an appointment being changed the service knows it. */
  treatments?: readonly BookedTreatment[];
  /** The appointment being changed, which is not in its own way. */
  excludeId?: number;
  refusal: Refusal | null;
  /** The end was typed: from now on it is not reckoned. */
  onEndChosen?: () => void;
};

/** Doctor, room, day and hours, checked against the agenda while they are chosen. */
export function WhenFields({ form, patientId, treatments, excludeId, refusal, onEndChosen }: WhenFieldsProps) {
  const { control } = form;
  const [doctorId, roomId, day, start, end] = useWatch({
    control,
    name: ["doctor_id", "room_id", "day", "start_time", "end_time"],
  });
  const { data: practitioners = [] } = useQuery(practitionersQuery);
  const { data: rooms = [] } = useQuery(roomsQuery);

  const minutes = lengthOf(start, end);
  // What was just saved would be found in its own way.
  const { isSubmitting, isSubmitSuccessful } = form.formState;
  const settled = isSubmitting || isSubmitSuccessful;
  const question = useDebounced(
    questionOf(
      { doctor_id: doctorId, room_id: roomId, day, start_time: start, end_time: end, treatments },
      patientId,
      excludeId,
    ),
    300,
  );
  const { data: checked } = useQuery(
    availabilityQuery(question && !settled ? (JSON.parse(question) as AvailabilityQuestion) : null),
  );
  const answer = refusal && refusal.question === question ? refusal.answer : checked;

  function setStart(next: string) {
    const length = minutes ?? USUAL_MINUTES;
    form.setValue("start_time", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    form.setValue("end_time", endAfter(day, next, length), {
      shouldDirty: true,
      shouldValidate: form.formState.isSubmitted,
    });
  }

  function choose(slot: FreeSlot) {
    form.setValue("day", dayOf(slot.start_time), { shouldDirty: true });
    form.setValue("start_time", timeOf(slot.start_time), { shouldDirty: true });
    form.setValue("end_time", timeOf(slot.end_time), { shouldDirty: true });
    form.setValue("overbooked", false);
    form.setValue("overbook_room", false);
    form.clearErrors();
  }

  return (
    <>
      <FormGrid>
        <SelectField
          control={control}
          name="doctor_id"
          label="Profesional"
          options={practitioners.map(({ id, full_name }) => ({ value: String(id), label: full_name }))}
        />
        <SelectField
          control={control}
          name="room_id"
          label="Consultorio"
          options={[
            { value: NO_ROOM, label: "Sin consultorio" },
            ...rooms
              .filter((room) => room.active || String(room.id) === roomId)
              .map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      </FormGrid>
      <div className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-[1.3fr_1fr_1fr]">
        <FieldFrame
          control={control}
          name="day"
          label="Fecha"
          className="col-span-2 sm:col-span-1"
          render={({ value, ...field }) => <DateInput {...field} value={textOf(value)} />}
        />
        <FieldFrame
          control={control}
          name="start_time"
          label="Desde"
          render={({ value, ...field }) => <TimeInput {...field} value={textOf(value)} onChange={setStart} />}
        />
        <FieldFrame
          control={control}
          name="end_time"
          label="Hasta"
          hint={minutes ? formatDuration(minutes) : undefined}
          render={({ value, onChange, ...field }) => (
            <TimeInput
              {...field}
              value={textOf(value)}
              onChange={(next) => {
                onChange(next);
                onEndChosen?.();
              }}
            />
          )}
        />
      </div>
      <FreeHours doctorId={Number(doctorId) || null} day={day} onChoose={setStart} />
      {answer && !answer.available && !settled && (
        <Clashing answer={answer} day={day} control={control} onChoose={choose} />
      )}
    </>
  );
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

type Questioned = Pick<ChangeValues, "doctor_id" | "room_id" | "day" | "start_time" | "end_time"> & {
  treatments?: readonly BookedTreatment[];
};

/** The question to the agenda as text, so that it rests while someone types; null until it can be asked. */
export function questionOf(
  { doctor_id, room_id, treatments = [], ...times }: Questioned,
  patientId?: number,
  excludeId?: number,
) {
  const length = lengthOf(times.start_time, times.end_time);
  if (!Number(doctor_id) || !/^\d{4}-\d{2}-\d{2}$/.test(times.day) || length === null || length < 5 || length > 720)
    return null;
  const question: AvailabilityQuestion = {
    doctor_id: Number(doctor_id),
    ...timesOf(times),
    ...(room_id && room_id !== NO_ROOM && { room_id: Number(room_id) }),
    ...(patientId && { patient_id: patientId }),
    ...(excludeId && { exclude_id: excludeId }),
    ...(treatments.length > 0 && {
      treatment_ids: [...new Set(treatments.map(({ treatment_id }) => treatment_id))].join(","),
    }),
  };
  return JSON.stringify(question);
}

/** What the doctor still has free that day, to be read out on the phone. */
function FreeHours({
  doctorId,
  day,
  onChoose,
}: {
  doctorId: number | null;
  day: string;
  onChoose: (time: string) => void;
}) {
  const { data: slots } = useQuery(freeSlotsQuery(doctorId, day));
  if (!slots) return null;
  if (slots.length === 0) return <p className="text-xs text-muted-foreground">Ese día no le queda tiempo libre.</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-xs text-muted-foreground">
      Libre:
      {slots.slice(0, 6).map((slot) => (
        <button
          key={slot.start_time}
          type="button"
          onClick={() => onChoose(roundedUp(slot.start_time))}
          className="rounded-sm bg-secondary px-1.5 py-1 tabular-nums text-secondary-foreground hover:bg-accent hover:text-accent-foreground"
        >
          {formatTimeRange(slot.start_time, slot.end_time)}
        </button>
      ))}
    </p>
  );
}

/** Free time begins now, to the second; people book on multiples of five. */
function roundedUp(instant: string) {
  const FIVE = 5 * 60_000;
  return formatTime(new Date(Math.ceil(Date.parse(instant) / FIVE) * FIVE).toISOString());
}

type ClashingProps = {
  answer: Availability;
  day: string;
  control: Control<ChangeValues, unknown, ChangeValues>;
  onChoose: (slot: FreeSlot) => void;
};

function Clashing({ answer, day, control, onChoose }: ClashingProps) {
  const lifts = overbookable(answer);
  const mayOverbook = useCan("appointments:override") && lifts.allowed;
  const overbooked = useWatch({ control, name: "overbooked" });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={box}>
      <Alert variant="warning">
        <AlertTitle>{clashSentences(answer).join(" ")}</AlertTitle>
        <AlertDescription className="space-y-2.5">
          {!answer.unmet && (
            <>
              <p>Siguientes horas libres:</p>
              <NextSlots slots={answer.next_slots} day={day} onChoose={onChoose} />
            </>
          )}
          {mayOverbook && (
            <div className="space-y-2">
              <CheckboxField control={control} name="overbooked" label="Agendar de todos modos, como sobrecupo" />
              {overbooked && (
                <TextField
                  control={control}
                  name="overbook_reason"
                  label="Motivo del sobrecupo"
                  placeholder="Dolor agudo"
                  autoFocus
                />
              )}
              {overbooked && lifts.room && (
                <CheckboxField control={control} name="overbook_room" label="Compartir también el consultorio" />
              )}
            </div>
          )}
        </AlertDescription>
      </Alert>
    </div>
  );
}
