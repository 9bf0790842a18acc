import { addMinutes, at, minutesBetween, timeOf } from "@/lib/dates";
import { parseDecimal } from "@/lib/decimal";
import { chosen, day, optionalDay, optionalPhone, optionalText, quantity, requiredText, time } from "@/lib/fields";
import { cleanDocument, documentProblem } from "@/lib/identity";
import { z } from "@/lib/zod-es";

export const bookedTreatment = z.object({
  treatment_id: z.number(),
  name: z.string(),
  unit_price: z.string(),
  duration_minutes: z.number(),
  quantity,
  /** The item of a treatment plan that this is a session of. */
  plan_item_id: z.number().nullish(),
});
export type BookedTreatment = z.input<typeof bookedTreatment>;

// Fields carry the service's names, so that what it refuses lands where it was typed.
const when = {
  doctor_id: chosen,
  room_id: z
    .string()
    .nullish()
    .transform((id) => (id && id !== NO_ROOM ? Number(id) : null)),
  day,
  start_time: time,
  end_time: time,
  reason: optionalText(500),
  overbooked: z.boolean(),
  overbook_room: z.boolean(),
  overbook_reason: z
    .string()
    .trim()
    .max(500)
    .nullish()
    .transform((text) => text ?? ""),
};

/** Radix' select knows no empty value. */
export const NO_ROOM = "none";

type Timed = { start_time: string; end_time: string; overbooked: boolean; overbook_reason: string };

function sensible({ start_time, end_time, overbooked, overbook_reason }: Timed, context: z.RefinementCtx) {
  const fail = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  if (end_time <= start_time) fail("end_time", "Debe terminar después de empezar.");
  if (overbooked && overbook_reason.length < 3) fail("overbook_reason", "Escriba por qué se agenda como sobrecupo.");
}

export const bookingForm = z
  .object({
    patient_id: z
      .object({ id: z.number(), name: z.string() })
      .nullable()
      .refine((patient) => patient !== null, "Elija un paciente."),
    treatments: z.array(bookedTreatment).max(20),
    ...when,
  })
  .superRefine(sensible);
export type BookingValues = z.input<typeof bookingForm>;

export const changeForm = z.object(when).superRefine(sensible);
export type ChangeValues = z.input<typeof changeForm>;

/** The start and end of a form as the service reads them. */
export const timesOf = (values: { day: string; start_time: string; end_time: string }) => ({
  start_time: at(values.day, values.start_time),
  end_time: at(values.day, values.end_time),
});

export const USUAL_MINUTES = 30;

/** How long the chosen treatments take; the usual half hour when there are none. */
export function minutesOfTreatments(lines: readonly Pick<BookedTreatment, "duration_minutes" | "quantity">[]) {
  const sum = lines.reduce(
    (total, line) => total + line.duration_minutes * Number(parseDecimal(line.quantity) ?? 1),
    0,
  );
  return sum > 0 ? Math.max(15, Math.ceil(sum)) : USUAL_MINUTES;
}

const isTime = (text: string) => time.safeParse(text).success;

/** "10:00" and 45 minutes is "10:45". Nothing passes midnight. */
export function endAfter(day: string, start: string, minutes: number) {
  if (!isTime(start)) return "";
  const end = timeOf(addMinutes(at(day, start), minutes));
  return end > start ? end : "23:59";
}

export const lengthOf = (start: string, end: string) =>
  isTime(start) && isTime(end) && end > start ? minutesBetween(at("2026-01-01", start), at("2026-01-01", end)) : null;

export const DOCUMENT_TYPES = ["CEDULA", "RUC", "PASSPORT"] as const;

export const newPatientForm = z
  .object({
    document_type: z.enum(DOCUMENT_TYPES),
    document_number: requiredText(40),
    first_name: requiredText(100),
    last_name: requiredText(100),
    phone: optionalPhone,
    birth_date: optionalDay,
  })
  .superRefine(({ document_type, document_number }, context) => {
    const problem = documentProblem(document_type, document_number);
    if (problem) context.addIssue({ code: "custom", path: ["document_number"], message: problem });
  })
  .transform((form) => ({ ...form, document_number: cleanDocument(form.document_type, form.document_number) }));
export type NewPatient = z.output<typeof newPatientForm>;
