import { queryOptions } from "@tanstack/react-query";
import { listOf } from "@/lib/api";
import { addDays, at } from "@/lib/dates";
import { resource, whole } from "@/lib/resource";
import {
  bookingRulesSchema,
  holidaySchema,
  openingsSchema,
  roomSchema,
  strandedSchema,
  timeOffSchema,
  workingHoursSchema,
} from "./schema";

const staleTime = 5 * 60_000;

export const roomsQuery = queryOptions({ ...whole(roomSchema, "/citas/rooms"), staleTime });

/** Everybody's, as the agenda draws them: one question, however many attend. */
export const allHoursQuery = queryOptions({
  ...resource(listOf(openingsSchema), "/citas/working-hours"),
  staleTime,
});

export const workingHoursQuery = (doctorId: number) =>
  queryOptions({ ...resource(workingHoursSchema, `/citas/doctors/${doctorId}/working-hours`), staleTime });

/** Who is away, of one doctor or of all. */
export const timeOffQuery = (doctorId: number | null, span: { from: string; to?: string }) =>
  queryOptions({
    ...whole(timeOffSchema, doctorId === null ? "/citas/time-off" : `/citas/doctors/${doctorId}/time-off`, {
      from: at(span.from),
      to: span.to && at(addDays(span.to, 1)),
    }),
    staleTime,
  });

/** The law's holidays and the clinic's, of these days. */
export const holidaysQuery = (span: { from: string; to: string }) =>
  queryOptions({ ...resource(listOf(holidaySchema), "/citas/holidays", span), staleTime });

export const bookingRulesQuery = queryOptions({ ...resource(bookingRulesSchema, "/citas/booking-rules"), staleTime });

/** The visits that somebody who no longer attends leaves behind, as they are now. */
export const strandedByQuery = (doctorId: number) =>
  queryOptions({ ...resource(strandedSchema, "/citas/stranded-appointments", { doctor_id: doctorId }), staleTime: 0 });

export const strandedQuery = queryOptions({
  ...resource(strandedSchema, "/citas/stranded-appointments"),
  staleTime: 60_000,
});
