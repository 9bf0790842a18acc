import type { NewSeries, Series } from "@/entities/appointment/series";
import { at } from "@/lib/dates";
import { chosen, day, integer, optionalText, time } from "@/lib/fields";
import { z } from "@/lib/zod-es";
import { bookedTreatment, minutesOfTreatments, NO_ROOM, type BookingValues } from "../forms";

export const FREQUENCIES = [
  { value: "NONE", label: "No se repite" },
  { value: "DAILY", label: "Cada día" },
  { value: "WEEKLY", label: "Cada semana" },
  { value: "MONTHLY", label: "Cada mes" },
  { value: "YEARLY", label: "Cada año" },
] as const;
export const HOW_MANY = {
  DAILY: "Cada cuántos días",
  WEEKLY: "Cada cuántas semanas",
  MONTHLY: "Cada cuántos meses",
  YEARLY: "Cada cuántos años",
} as const;
export const WEEKDAYS = ["L", "M", "X", "J", "V", "S", "D"] as const;
export const WEEKDAY_NAMES = ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"] as const;
export const MOST_PARTS = 6;

const partForm = z.object({
  doctor_id: chosen,
  room_id: z
    .string()
    .nullish()
    .transform((id) => (id && id !== NO_ROOM ? Number(id) : null)),
  minutes: integer({ min: 5, max: 720 }),
  treatments: z.array(bookedTreatment).max(20),
});

export const seriesForm = z
  .object({
    patient_id: z
      .object({ id: z.number(), name: z.string() })
      .nullable()
      .refine((patient) => patient !== null, "Elija un paciente."),
    day,
    start_time: time,
    reason: optionalText(500),
    parts: z.array(partForm).min(1).max(MOST_PARTS),
    frequency: z.enum(["NONE", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    interval: integer({ min: 1, max: 52 }),
    weekdays: z.array(z.string()),
    by_weekday: z.enum(["DAY", "WEEKDAY"]),
    ends: z.enum(["COUNT", "UNTIL"]),
    count: z.string(),
    until: z.string(),
  })
  .superRefine((values, context) => {
    const fail = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
    if (values.frequency === "NONE") {
      if (values.parts.length < 2) fail("frequency", "Elija cada cuánto se repite, o añada otra parte.");
      return;
    }
    const count = Number(values.count);
    if (values.ends === "COUNT" && !(Number.isInteger(count) && count >= 1 && count <= 60))
      fail("count", "Escriba entre 1 y 60 veces.");
    if (values.ends === "UNTIL" && (!day.safeParse(values.until).success || values.until < values.day))
      fail("until", "Elija un día después de la primera cita.");
  });
export type SeriesValues = z.input<typeof seriesForm>;
export type SeriesWish = z.output<typeof seriesForm>;

/** What was typed in the form of one appointment, as the first part of a series. */
export const valuesFrom = (start: BookingValues): SeriesValues => ({
  patient_id: start.patient_id,
  day: start.day,
  start_time: start.start_time,
  reason: start.reason ?? "",
  parts: [
    {
      doctor_id: start.doctor_id,
      room_id: start.room_id,
      minutes: String(minutesOfTreatments(start.treatments)) as unknown as number,
      treatments: start.treatments,
    },
  ],
  frequency: "NONE",
  interval: "1" as unknown as number,
  weekdays: [],
  by_weekday: "DAY",
  ends: "COUNT",
  count: "6",
  until: "",
});

export type Exceptions = Readonly<Record<string, string | null>>;

/** The wish as the service reads it. */
export function wishOf(values: SeriesWish, exceptions: Exceptions): NewSeries {
  const { frequency } = values;
  return {
    patient_id: values.patient_id!.id,
    start_time: at(values.day, values.start_time),
    reason: values.reason ?? null,
    parts: values.parts.map(({ treatments, ...part }) => ({
      ...part,
      treatments: treatments.map(({ treatment_id, quantity, plan_item_id }) => ({
        treatment_id,
        quantity,
        ...(plan_item_id && { plan_item_id }),
      })),
    })),
    repeat:
      frequency === "NONE"
        ? null
        : {
            frequency,
            interval: values.interval,
            ...(frequency === "WEEKLY" && { weekdays: values.weekdays.map(Number) }),
            ...(frequency === "MONTHLY" && { by_weekday: values.by_weekday === "WEEKDAY" }),
            ...(values.ends === "COUNT" ? { count: Number(values.count) } : { until: values.until }),
          },
    exceptions: Object.entries(exceptions).map(([day, start_time]) => ({ day, start_time })),
  };
}

/** «3.ª de 6 visitas, parte 1 de 2». */
export function placeIn({ appointments }: Series, { occurrence, part }: { occurrence: number; part: number }) {
  const visits = [...new Set(appointments.map((one) => one.occurrence))].sort((a, b) => a - b);
  const parts = appointments.filter((one) => one.occurrence === occurrence).length;
  const said = [];
  if (visits.length > 1) said.push(`${visits.indexOf(occurrence) + 1}.ª de ${visits.length} visitas`);
  if (parts > 1) said.push(`parte ${part + 1} de ${parts}`);
  return said.join(", ");
}
