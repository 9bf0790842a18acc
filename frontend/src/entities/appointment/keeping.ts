import { queryOptions } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

// Beside `schema.ts` and `queries.ts`, which every page of the agenda carries: only a visit that is open asks for these.

/** How a patient kept their hours in twelve months. */
export const keptSchema = z.object({
  attended: z.number(),
  missed: z.number(),
  called_off_late: z.number(),
  late: z.number(),
  late_minutes: z.number(),
  last_missed: z.string().nullable(),
  /** Missed as often as the clinic decided to ask a deposit for. */
  ask_deposit: z.boolean(),
});

/** A step of a visit, with what it was before. */
export const changeSchema = z.object({
  id: z.number(),
  what: z.string(),
  start_time: z.string(),
  from_start_time: z.string().nullable(),
  doctor_name: z.string(),
  from_doctor_name: z.string().nullable(),
  room_name: z.string().nullable(),
  from_room_name: z.string().nullable(),
  by_name: z.string().nullable(),
  ip: z.string().nullable(),
  changed_at: z.string(),
});
export type Change = z.infer<typeof changeSchema>;

/** Who booked, moved, received or cancelled it, from the first step to the last. */
export const changesQuery = (id: number, enabled: boolean) =>
  queryOptions({ ...resource(listOf(changeSchema), `${APPOINTMENTS}/${id}/changes`), enabled });

/** How a patient kept their hours in twelve months. */
export const keptQuery = (patientId: number) =>
  queryOptions(resource(keptSchema, `${APPOINTMENTS}/keeping`, { patient_id: patientId }));
