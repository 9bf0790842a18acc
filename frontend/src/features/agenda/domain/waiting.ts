import type { Appointment } from "@/entities/appointment/schema";
import type { EntryStart } from "@/entities/waitlist/entry-sheet";
import { minutesBetween } from "@/lib/dates";
import type { BookingValues } from "../forms";

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
  treatments: treatments.map(({ treatment_id, name, duration_minutes }) => ({ treatment_id, name, duration_minutes })),
  doctorId: Number(doctor_id) || null,
});
