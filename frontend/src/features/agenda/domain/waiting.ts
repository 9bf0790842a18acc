import type { Appointment } from "@/entities/appointment/schema";
import type { EntryStart } from "@/entities/waitlist/entry-sheet";
import { DAYS, halfKey } from "@/entities/waitlist/words";
import { minutesBetween, weekdayOf } from "@/lib/dates";
import type { BookedTreatment, BookingValues } from "../forms";
import { minutesOf, spanOf, type Question } from "./finder";

const wished = (treatments: readonly BookedTreatment[]) =>
  treatments.map(({ treatment_id, name, duration_minutes }) => ({ treatment_id, name, duration_minutes }));

/** The visit as what its patient would have earlier: it moves, and no second one is booked. */
export const earlierThan = ({ id, patient, treatments, doctor, start_time, end_time }: Appointment): EntryStart => ({
  patient: { id: patient.id, name: patient.name },
  treatments: treatments.map(({ treatment_id, name, duration_minutes }) => ({ treatment_id, name, duration_minutes })),
  minutes: minutesBetween(start_time, end_time),
  doctorId: doctor.id,
  givesUpId: id,
});

/** What was typed of a booking that found no hour. */
export const withoutHour = ({ patient_id, treatments, doctor_id }: BookingValues): EntryStart => ({
  patient: patient_id,
  treatments: wished(treatments),
  doctorId: Number(doctor_id) || null,
});

/** What was looked for and found no hour that suits. Who would come as soon as possible waits without an end. */
export function stillLookedFor(question: Question): EntryStart {
  const { patient, treatments, doctorId, day, when, part } = question;
  const span = day ? { from: day, to: day } : spanOf(when);
  const half = part === "MORNING" ? "morning" : "afternoon";
  const weekdays = day ? [weekdayOf(day)] : [...DAYS.keys()];
  return {
    patient,
    treatments: wished(treatments),
    minutes: minutesOf(question) || undefined,
    doctorId,
    halves: part === "ANY" ? [] : weekdays.map((weekday) => halfKey(weekday, half)),
    firstDay: span.from,
    lastDay: day || when !== "pronto" ? span.to : undefined,
  };
}
