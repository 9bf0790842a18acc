import type { FreeSlotsQuestion } from "@/entities/appointment/finder";
import { addDays, startOfWeek, today } from "@/lib/dates";
import type { ChosenPatient } from "../components/patient-field";
import { minutesOfTreatments, type BookedTreatment } from "../forms";

export type When = "pronto" | "semana" | "proxima";
export type Part = FreeSlotsQuestion["part"];
export const FIRST_FIELD = "hora-tratamiento";
export const SHORTEST = 5;
export const LONGEST = 720;

export type Question = {
  /** Who it is for, if that is known: they come along into the booking. */
  patient: ChosenPatient | null;
  treatments: BookedTreatment[];
  /** Minutes as they were typed; null while the treatments say how long. */
  typed: string | null;
  doctorId: number | null;
  roomId: number | null;
  when: When;
  /** The one day of those that is looked at; all of them while none is chosen. */
  day: string | null;
  part: Part;
};

export const ANYTHING: Question = {
  patient: null,
  treatments: [],
  typed: null,
  doctorId: null,
  roomId: null,
  when: "pronto",
  day: null,
  part: "ANY",
};

/** The days that are looked through: from today on, what is left of the week, or the next week. */
export function spanOf(when: When, now = today()) {
  const monday = startOfWeek(now);
  if (when === "pronto") return { from: now, to: addDays(now, 13) };
  if (when === "semana") return { from: now, to: addDays(monday, 6) };
  return { from: addDays(monday, 7), to: addDays(monday, 13) };
}

export const minutesOf = ({ typed, treatments }: Question) =>
  typed === null ? minutesOfTreatments(treatments) : Number(typed);

/** As the service is asked it, of all the days; null while it is not whole. */
export function asked(question: Question): FreeSlotsQuestion | null {
  const minutes = minutesOf(question);
  const ids = question.treatments.map(({ treatment_id }) => treatment_id);
  if (!Number.isInteger(minutes) || minutes < SHORTEST || minutes > LONGEST) return null;
  return {
    minutes,
    part: question.part,
    ...spanOf(question.when),
    doctor_ids: question.doctorId ? String(question.doctorId) : undefined,
    room_id: question.roomId ?? undefined,
    patient_id: question.patient?.id,
    treatment_ids: ids.length > 0 ? ids.join() : undefined,
  };
}
