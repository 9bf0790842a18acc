import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { api, listOf, pageOf } from "@/lib/api";
import { addDays, at } from "@/lib/dates";
import {
  appointmentSchema,
  availabilitySchema,
  dayCountSchema,
  invoiceRowSchema,
  newPatientSchema,
  patientFileSchema,
  roomSchema,
  scheduleSchema,
  timeOffSchema,
  workingHoursSchema,
  type Appointment,
} from "./schemas";

type Query = Record<string, string | number | boolean | undefined>;

/** Every row of a list, page after page: an agenda that leaves people out is worse than a slow one. */
async function everyRow<S extends z.ZodTypeAny>(
  row: S,
  path: string,
  { limit = 100, ...query }: Query,
  signal?: AbortSignal,
) {
  const rows: z.output<S>[] = [];
  let after: string | undefined;
  do {
    const page = await api(pageOf(row), path, { query: { ...query, limit, after }, signal });
    rows.push(...page.data);
    after = page.next ?? undefined;
  } while (after);
  return rows;
}

export const appointmentKeys = {
  ranges: ["appointments", "range"] as const,
  one: (id: number) => ["appointments", "one", id] as const,
};

/** The appointments from one day to another, both included. Refreshed while it is looked at. */
export const appointmentsQuery = (span: { from: string; to: string; doctorId?: number }) =>
  queryOptions({
    queryKey: [...appointmentKeys.ranges, span],
    queryFn: ({ signal }): Promise<Appointment[]> =>
      everyRow(
        appointmentSchema,
        "/citas/appointments",
        // The days on screen come in one answer, however busy they are.
        { from: at(span.from), to: at(addDays(span.to, 1)), doctor_id: span.doctorId, limit: 1000 },
        signal,
      ),
    refetchInterval: 30_000,
  });

export const appointmentQuery = (id: number | null) =>
  queryOptions({
    queryKey: appointmentKeys.one(id ?? 0),
    queryFn: ({ signal }) => api(appointmentSchema, `/citas/appointments/${id}`, { signal }),
    enabled: id !== null,
  });

export const dayCountsQuery = (span: { from: string; to: string; doctorId?: number }) =>
  queryOptions({
    queryKey: ["appointments", "counts", span],
    queryFn: ({ signal }) =>
      api(listOf(dayCountSchema), "/citas/appointments/daily-counts", {
        query: { from: span.from, to: span.to, doctor_id: span.doctorId },
        signal,
      }),
    placeholderData: keepPreviousData,
  });

export type AvailabilityQuestion = {
  doctor_id: number;
  start_time: string;
  end_time: string;
  room_id?: number;
  patient_id?: number;
  exclude_id?: number;
};

export const availabilityQuery = (question: AvailabilityQuestion | null) =>
  queryOptions({
    queryKey: ["appointments", "availability", question],
    queryFn: ({ signal }) =>
      api(availabilitySchema, "/citas/appointments/check-availability", { query: question ?? {}, signal }),
    enabled: question !== null,
  });

/** What a doctor still has free on a day. */
export const freeSlotsQuery = (doctorId: number | null, day: string) =>
  queryOptions({
    queryKey: ["appointments", "free", doctorId, day],
    queryFn: ({ signal }) =>
      api(scheduleSchema, `/citas/doctors/${doctorId}/schedule`, { query: { from: day, to: day }, signal }),
    select: (schedule) => schedule.free_slots,
    enabled: doctorId !== null,
  });

/** Visits of a patient in one status: how many, and the last. */
export const visitsQuery = (patientId: number, status: "COMPLETED" | "NO_SHOW") =>
  queryOptions({
    queryKey: ["appointments", "visits", patientId, status],
    queryFn: ({ signal }) =>
      api(pageOf(appointmentSchema), "/citas/appointments", {
        query: { patient_id: patientId, status, sort: "-start_time", limit: 1, total: true },
        signal,
      }),
    select: (page) => ({ count: page.total ?? page.data.length, last: page.data[0]?.start_time ?? null }),
  });

export const patientFileQuery = (id: number) =>
  queryOptions({
    queryKey: ["patients", "one", "agenda", id],
    queryFn: ({ signal }) => api(patientFileSchema, `/historia-clinica/patients/${id}`, { signal }),
    staleTime: 5 * 60_000,
  });

/** A patient's name, for those who may not read the file or do not need it. */
export const patientSummaryQuery = (id: number | null) =>
  queryOptions({
    queryKey: ["patients", "summary", id],
    queryFn: ({ signal }) => api(newPatientSchema, `/historia-clinica/patients/${id}/summary`, { signal }),
    enabled: id !== null,
  });

/** The invoice an attended appointment became. It is drafted a moment after the visit ends, so it is asked for until it is there. */
export const invoiceOfQuery = (appointmentId: number) =>
  queryOptions({
    queryKey: ["invoices", "of-appointment", appointmentId],
    queryFn: ({ signal }) =>
      api(pageOf(invoiceRowSchema), "/facturacion/invoices", {
        query: { appointment_id: appointmentId, limit: 5 },
        signal,
      }),
    select: (page) => page.data.find((invoice) => invoice.status !== "DISCARDED") ?? page.data[0] ?? null,
    refetchInterval: ({ state }) => (state.data?.data.length === 0 && state.dataUpdateCount < 10 ? 3000 : false),
  });

export const roomsQuery = queryOptions({
  queryKey: ["rooms"],
  queryFn: ({ signal }) => everyRow(roomSchema, "/citas/rooms", {}, signal),
  staleTime: 5 * 60_000,
});

/** Everybody's, as the agenda draws them: one question, however many attend. */
export const allHoursQuery = queryOptions({
  queryKey: ["schedules", "hours", "all"],
  queryFn: ({ signal }) => api(listOf(workingHoursSchema), "/citas/working-hours", { signal }),
  staleTime: 5 * 60_000,
});

export const workingHoursQuery = (doctorId: number) =>
  queryOptions({
    queryKey: ["schedules", "hours", doctorId],
    queryFn: ({ signal }) => api(workingHoursSchema, `/citas/doctors/${doctorId}/working-hours`, { signal }),
    staleTime: 5 * 60_000,
  });

/** Who is away, of one doctor or of all. */
export const timeOffQuery = (doctorId: number | null, span: { from: string; to?: string }) =>
  queryOptions({
    queryKey: ["schedules", "time-off", doctorId, span],
    queryFn: ({ signal }) =>
      everyRow(
        timeOffSchema,
        doctorId === null ? "/citas/time-off" : `/citas/doctors/${doctorId}/time-off`,
        { from: at(span.from), to: span.to && at(addDays(span.to, 1)) },
        signal,
      ),
    staleTime: 5 * 60_000,
  });
