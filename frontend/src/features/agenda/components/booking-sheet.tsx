"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Hourglass, Repeat } from "lucide-react";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useWatch } from "react-hook-form";
import { FieldFrame, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { hold, release, type Hold } from "@/entities/appointment/holds";
import type { Appointment } from "@/entities/appointment/schema";
import { availabilityQuery } from "@/entities/appointment/queries";
import type { EntryStart } from "@/entities/waitlist/entry-sheet";
import { useDebounced } from "@/hooks/use-debounced";
import { addMinutes, at, timeOf, today } from "@/lib/dates";
import { formatRelativeDay, formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { notify } from "@/lib/toast";
import { refusalOf } from "@/entities/appointment/moving";
import { useBook } from "../api";
import {
  bookingForm,
  endAfter,
  minutesOfTreatments,
  NO_ROOM,
  timesOf,
  USUAL_MINUTES,
  type BookedTreatment,
  type BookingValues,
} from "../forms";
import { withoutHour } from "../domain/waiting";
import { useAskedItems, useAskedPatient, useAskedTreatment } from "../use-asked";
import { HeldHour } from "./held-hour";
import { PatientField, type ChosenPatient } from "./patient-field";
import { TreatmentsField } from "./treatments-field";
import { questionOf, WhenFields, type Refusal, type WhenForm } from "./when-fields";

const KeepingNote = lazy(() => import("@/entities/appointment/keeping-note").then((file) => file.KeepingNote));
const SeriesSheet = lazy(() => import("./series-sheet").then((file) => file.SeriesSheet));
const EntrySheet = lazy(() => import("@/entities/waitlist/entry-sheet").then((file) => file.EntrySheet));

/** Where a booking begins: a click, a drag, a free gap, another appointment. */
export type BookingStart = {
  day: string;
  time?: string;
  /** Chosen by dragging. */
  minutes?: number;
  /** Free minutes from there on. */
  room?: number;
  doctorId?: number;
  roomId?: number;
  patient?: ChosenPatient;
  patientId?: number;
  /** `3,7`: the items of the patient's treatment plan to book for; `t5`: a treatment that is done again. */
  planItems?: string | null;
  treatments?: BookedTreatment[];
  /** Kept for whoever books, from the search of an hour. */
  hold?: Hold;
};

type BookingSheetProps = {
  start: BookingStart;
  open: boolean;
  onClose: () => void;
  onBooked: (appointment: Appointment) => void;
};

/** How long the fields must rest before their hour is kept. */
const HOLD_AFTER_MS = 600;

/** The next quarter of an hour, to begin with. */
function soon() {
  const now = timeOf(new Date());
  return timeOf(addMinutes(at(today(), now), 15 - (Number(now.slice(3)) % 15)));
}

function valuesOf({
  day,
  time = soon(),
  minutes,
  room,
  doctorId,
  roomId,
  patient,
  treatments = [],
}: BookingStart): BookingValues {
  const usual = minutesOfTreatments(treatments);
  return {
    patient_id: patient ?? null,
    doctor_id: (doctorId ? String(doctorId) : "") as unknown as number,
    room_id: roomId ? String(roomId) : NO_ROOM,
    day,
    start_time: time,
    end_time: endAfter(
      day,
      time,
      minutes ?? (treatments.length > 0 ? usual : Math.min(USUAL_MINUTES, room ?? USUAL_MINUTES)),
    ),
    treatments,
    reason: "",
    overbooked: false,
    overbook_reason: "",
    overbook_room: false,
  };
}

/** A new appointment. Mount it anew, by `key`, for each start. */
export function BookingSheet({ start, open, onClose, onBooked }: BookingSheetProps) {
  const book = useBook();
  const form = useZodForm(bookingForm, { defaultValues: valuesOf(start) });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [waiting, setWaiting] = useState<EntryStart | null>(null);
  const [repeating, setRepeating] = useState<BookingValues | null>(null);
  const booked = useRef<Appointment | null>(null);
  const sending = useRef(false);
  const endChosen = useRef(start.minutes !== undefined);
  const patient = useWatch({ control: form.control, name: "patient_id" });
  const treatments = useWatch({ control: form.control, name: "treatments" }) as BookedTreatment[];
  useAskedPatient(start.patientId, patient === null, (found) => form.reset({ ...form.getValues(), patient_id: found }));

  useAskedItems(start, onTreatments);
  useAskedTreatment(start, onTreatments);

  function onTreatments(lines: BookedTreatment[]) {
    form.setValue("treatments", lines, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
    if (endChosen.current) return;
    const { day, start_time } = form.getValues();
    form.setValue("end_time", endAfter(day, start_time, minutesOfTreatments(lines)), { shouldDirty: true });
  }

  async function save(values: (typeof bookingForm)["_output"]) {
    setRefusal(null);
    sending.current = true;
    try {
      const saved = await book.mutateAsync({
        patient_id: values.patient_id!.id,
        doctor_id: values.doctor_id,
        room_id: values.room_id,
        ...timesOf(values),
        reason: values.reason,
        treatments: values.treatments.map(({ treatment_id, quantity, plan_item_id }) => ({
          treatment_id,
          quantity,
          ...(plan_item_id && { plan_item_id }),
        })),
        ...(values.overbooked && {
          overbooked: true as const,
          overbook_reason: values.overbook_reason,
          overbook_room: values.overbook_room,
        }),
      });
      booked.current = saved;
      notify(`${saved.patient.name}: ${formatRelativeDay(saved.start_time)}, ${formatTime(saved.start_time)}`);
      onBooked(saved);
    } catch (error) {
      const answer = refusalOf(error);
      if (answer) setRefusal({ answer, question: questionOf(form.getValues(), values.patient_id?.id) });
      throw error;
    } finally {
      sending.current = false;
    }
  }

  return (
    <FormSheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Nueva cita"
      form={form}
      submitLabel="Agendar cita"
      footer={
        <Button variant="ghost" onClick={() => setWaiting(withoutHour(form.getValues()))} className="max-md:order-last">
          <Hourglass aria-hidden />A la lista de espera
        </Button>
      }
      onSubmit={save}
    >
      {open &&
        (start.hold ? (
          <HeldHour hold={start.hold} />
        ) : (
          <HoldWhileChoosing
            form={form as unknown as WhenForm}
            sending={sending}
            booked={booked}
            treatments={treatments}
          />
        ))}
      <FieldFrame
        control={form.control}
        name="patient_id"
        label="Paciente"
        render={({ value, onChange, ref }) => (
          <PatientField
            ref={ref}
            value={value as ChosenPatient | null}
            onChange={onChange}
            // What for comes next: who types there is already searching.
            onDone={() => form.setFocus("treatments")}
          />
        )}
      />
      {patient && <KeepingNote patientId={patient.id} />}
      <FieldFrame
        control={form.control}
        name="treatments"
        label="Tratamientos"
        optional
        render={({ value, ref }) => (
          <TreatmentsField ref={ref} value={value as BookedTreatment[]} onChange={onTreatments} />
        )}
      />
      <WhenFields
        form={form as unknown as WhenForm}
        patientId={patient?.id}
        treatments={treatments}
        refusal={refusal}
        onEndChosen={() => (endChosen.current = true)}
      />
      <TextField
        control={form.control}
        name="reason"
        label="Motivo"
        optional
        placeholder="Control, dolor, valoración"
        maxLength={500}
      />
      <Button variant="link" className="h-auto p-0" onClick={() => setRepeating(form.getValues())}>
        <Repeat aria-hidden />
        Repetir, o varias partes en una visita
      </Button>
      {repeating && (
        <SeriesSheet
          start={repeating}
          onClose={() => setRepeating(null)}
          onBooked={(first) => {
            form.reset(form.getValues());
            booked.current = first;
            onBooked(first);
            onClose();
          }}
        />
      )}
      {waiting && (
        <EntrySheet
          start={waiting}
          onClose={() => setWaiting(null)}
          onSaved={() => {
            // What was typed here waits there now.
            form.reset(form.getValues());
            onClose();
          }}
        />
      )}
    </FormSheet>
  );
}

type Holding = {
  form: WhenForm;
  /** While it is being booked there is nothing to hold it from. */
  sending: RefObject<boolean>;
  booked: RefObject<Appointment | null>;
  treatments: readonly BookedTreatment[];
};

/**
 * The hour that is being booked is kept for whoever books it, so that two desks do not type for the same one; given back when the
 * sheet closes. What cannot be kept (it is taken, or was) the check of the hour tells.
 */
function HoldWhileChoosing({ form, sending, booked, treatments }: Holding) {
  const client = useQueryClient();
  const [doctor, room, day, from, to] = useWatch({
    control: form.control,
    name: ["doctor_id", "room_id", "day", "start_time", "end_time"],
  });
  const done = [...new Set(treatments.map(({ treatment_id }) => treatment_id))].join(",");
  const place = useDebounced(JSON.stringify([doctor, room, day, from, to, done]), HOLD_AFTER_MS);
  const held = useRef<Promise<Hold | null>>(Promise.resolve(null));
  useEffect(() => {
    const [doctorId, roomId, date, start_time, end_time, treatment_ids] = JSON.parse(place) as string[];
    if (!Number(doctorId) || !date || !start_time || !end_time || end_time <= start_time) return;
    const times = timesOf({ day: date, start_time, end_time });
    if (Date.parse(times.start_time) < Date.now()) return;
    const wish = { doctor_id: Number(doctorId), ...(Number(roomId) && { room_id: Number(roomId) }), ...times };
    // One after the other: each lets go of the one before. What is taken is not asked for: the check of the hour says so.
    held.current = held.current.then(async (before) => {
      const needing = { ...wish, ...(treatment_ids && { treatment_ids }) };
      const free = await client.fetchQuery(availabilityQuery(needing)).catch(() => null);
      if (!free?.available || sending.current || booked.current) return before;
      const ids = treatment_ids?.split(",").filter(Boolean).map(Number) ?? [];
      return hold(client, { ...wish, ...(ids.length > 0 && { treatment_ids: ids }) }).catch(() => before);
    });
  }, [client, place, sending, booked]);
  useEffect(() => () => void held.current.then((last) => last && release(client, last.id)), [client]);
  return null;
}
