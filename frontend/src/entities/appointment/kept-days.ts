import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

/** How the visits of some days were kept: counted by professional and by patient, and one by one. */
const counted = z.object({
  attended: z.number(),
  missed: z.number(),
  called_off_late: z.number(),
  late: z.number(),
  late_minutes: z.number(),
});
const byDoctor = counted.extend({ doctor_id: z.number(), doctor_name: z.string() });
const byPatient = counted.extend({ patient_id: z.number(), patient_name: z.string() });
export type KeptCounts = z.infer<typeof counted>;
export type KeptByDoctor = z.infer<typeof byDoctor>;
export type KeptByPatient = z.infer<typeof byPatient>;

export const KEPT = ["MISSED", "CALLED_OFF_LATE", "LATE", "ATTENDED"] as const;
export type Kept = (typeof KEPT)[number];

const named = z.object({ id: z.number(), name: z.string() });
const keptVisit = z.object({
  id: z.number(),
  start_time: z.string(),
  status: z.enum(["PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED", "CANCELLED", "NO_SHOW"]),
  patient: named,
  doctor: named,
  late_minutes: z.number().nullable(),
});
export type KeptVisit = z.infer<typeof keptVisit>;
const keptVisits = pageOf(keptVisit);

type Days = { from: string; to: string };
type KeptWish = Days & { what: Kept; doctor_id?: number; patient_id?: number };

export const keptByDoctorQuery = (days: Days) =>
  queryOptions({
    ...resource(listOf(byDoctor), `${APPOINTMENTS}/keeping/by-doctor`, days),
    placeholderData: keepPreviousData,
  });
export const keptByPatientQuery = (days: Days & { doctor_id: string | null }) =>
  queryOptions({
    ...resource(listOf(byPatient), `${APPOINTMENTS}/keeping/by-patient`, days),
    placeholderData: keepPreviousData,
  });
export const keptVisitsQuery = (wish: KeptWish) =>
  queryOptions(resource(keptVisits, `${APPOINTMENTS}/keeping/visits`, { ...wish, limit: 100, total: true }));

/** Every visit behind a figure, page after page. */
export const exportKeptVisits = (wish: KeptWish) => (after: string | null, signal?: AbortSignal) =>
  api(keptVisits, `${APPOINTMENTS}/keeping/visits`, { query: { ...wish, after, limit: 100 }, signal });
