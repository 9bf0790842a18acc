import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import { addDays, at } from "@/lib/dates";
import type { ApiOptions } from "@/lib/http";
import { asks, growing, resource, whole } from "@/lib/resource";
import {
  appointmentSchema,
  availabilitySchema,
  correctionSchema,
  dayCountSchema,
  patientVisitsSchema,
  scheduleSchema,
  type Appointment,
} from "./schema";

type Span = { from: string; to: string; doctorId?: number };

/** The appointments from one day to another, both included. Refreshed while it is looked at. */
export const appointmentsQuery = ({ from, to, doctorId }: Span) =>
  queryOptions({
    // The days on screen come in one answer, however busy they are.
    ...whole(appointmentSchema, APPOINTMENTS, {
      from: at(from),
      to: at(addDays(to, 1)),
      doctor_id: doctorId,
      limit: 1000,
    }),
    refetchInterval: 30_000,
  });

export const appointmentQuery = (id: number | null) =>
  queryOptions({ ...resource(appointmentSchema, `${APPOINTMENTS}/${id}`), enabled: id !== null });

/** What was corrected of an appointment's status, from the first to the last. */
export const correctionsQuery = (id: number) =>
  queryOptions(resource(listOf(correctionSchema), `${APPOINTMENTS}/${id}/corrections`));

export const dayCountsQuery = ({ from, to, doctorId }: Span) =>
  queryOptions({
    ...resource(listOf(dayCountSchema), `${APPOINTMENTS}/daily-counts`, { from, to, doctor_id: doctorId }),
    placeholderData: keepPreviousData,
  });

export type AvailabilityQuestion = {
  doctor_id: number;
  start_time: string;
  end_time: string;
  room_id?: number;
  patient_id?: number;
  exclude_id?: number;
  /** As the query has them: `3,7`. */
  treatment_ids?: string;
};

export const availabilityQuery = (question: AvailabilityQuestion | null) =>
  queryOptions({
    ...resource(availabilitySchema, `${APPOINTMENTS}/check-availability`, question ?? {}),
    enabled: question !== null,
  });

const scheduleOf = (doctorId: number | null) => `/citas/doctors/${doctorId}/schedule`;

/** What a doctor still has free on a day. */
export const freeSlotsQuery = (doctorId: number | null, day: string) =>
  queryOptions({
    ...resource(scheduleSchema, scheduleOf(doctorId), { from: day, to: day }),
    select: (schedule) => schedule.free_slots,
    enabled: doctorId !== null,
  });

const listQuery = (query: ApiOptions["query"]) =>
  queryOptions(resource(pageOf(appointmentSchema), APPOINTMENTS, query));

/** Visits of a patient in one status: how many, and the last. */
export const visitCountQuery = (patientId: number, status: "COMPLETED" | "NO_SHOW") =>
  queryOptions({
    ...listQuery({ patient_id: patientId, status, sort: "-start_time", limit: 1, total: true }),
    select: (page) => ({ count: page.total ?? page.data.length, last: page.data[0]?.start_time ?? null }),
  });

/** A patient's appointments, the latest first. The first page serves the summary too. */
export const patientVisitsQuery = (patientId: number) =>
  infiniteQueryOptions(
    growing(appointmentSchema, APPOINTMENTS, { patient_id: patientId, sort: "-start_time", limit: 50, total: true }),
  );

/** All of a patient's in one year, by their hour. */
export const patientYearQuery = (patientId: number, year: number) =>
  queryOptions(
    whole(appointmentSchema, APPOINTMENTS, {
      patient_id: patientId,
      from: at(`${year}-01-01`),
      to: at(`${year + 1}-01-01`),
    }),
  );

/** Those of a patient that hold these words, the latest first. */
export const patientVisitsWith = (patientId: number, search: string) =>
  infiniteQueryOptions(
    growing(appointmentSchema, APPOINTMENTS, { patient_id: patientId, search, sort: "-start_time", limit: 50 }),
  );

export const todayQuery = (doctorId: number | null) =>
  queryOptions({
    ...resource(listOf(appointmentSchema), `${APPOINTMENTS}/today`, { doctor_id: doctorId }),
    refetchInterval: 60_000,
  });

const SHOWN = 5;

/** Appointments of the day after `day` that nobody has confirmed: asked again every minute. */
export const unconfirmedQuery = (day: string) =>
  queryOptions({
    ...listQuery({
      from: at(addDays(day, 1)),
      to: at(addDays(day, 2)),
      status: "PENDING",
      limit: SHOWN,
      total: true,
    }),
    refetchInterval: 60_000,
    staleTime: 30_000,
  });

const isWhole = (query: { queryKey: readonly unknown[] }) => asks(APPOINTMENTS)(query) && query.queryKey[2] === "rows";

/** Writes an appointment wherever the page holds it. */
export function putAppointment(client: QueryClient, appointment: Appointment) {
  client.setQueriesData<Appointment[]>({ predicate: isWhole }, (rows) =>
    rows?.map((row) => (row.id === appointment.id ? appointment : row)),
  );
  client.setQueryData(appointmentQuery(appointment.id).queryKey, (row) => row && appointment);
}

/** What is on its way would put the agenda back to what it was before a move that shows already. */
export const holdAgenda = (client: QueryClient) => client.cancelQueries({ predicate: isWhole });

/** The latest visits of whom a text names, by name, document or phone: those to come are among them. */
export const visitSearch = (text: string, limit: number) =>
  queryOptions({ ...listQuery({ search: text, sort: "-start_time", limit }), select: (page) => page.data });

/** The last visit and the next of everybody on a page, in one answer. */
export const visitsOfPatientsQuery = (ids: readonly number[]) =>
  queryOptions({
    ...resource(listOf(patientVisitsSchema), `${APPOINTMENTS}/of-patients`, { ids: ids.join() }),
    enabled: ids.length > 0,
  });

/** Visits by their numbers, for lists that hold no more than those: up to a hundred. */
export const visitsByIdQuery = (ids: readonly number[]) =>
  queryOptions({ ...listQuery({ ids: ids.slice(0, 100).join(), limit: 100 }), select: (page) => page.data });
