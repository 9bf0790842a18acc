import type { Appointment } from "@/entities/appointment/schema";
import { dayOf, today } from "@/lib/dates";

const OPEN: Appointment["status"][] = ["PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS"];

/** What a patient's appointments, the latest first, say of what comes and what was. */
export function splitVisits(visits: readonly Appointment[], day = today()) {
  const isOpen = (visit: Appointment) => OPEN.includes(visit.status);
  const upcoming = visits.filter((visit) => isOpen(visit) && dayOf(visit.start_time) >= day).reverse();
  const last = visits.find((visit) => visit.status === "COMPLETED") ?? null;
  // An appointment still ahead, or cancelled in time, says nothing of whether one comes.
  const past = visits.filter(({ status }) => status === "COMPLETED" || status === "NO_SHOW");
  return { upcoming, last, absences: past.filter(({ status }) => status === "NO_SHOW").length, counted: past.length };
}
