import type { Appointment } from "@/entities/appointment/schema";

/** What was or will be done in an appointment, in one line. */
export const visitSummary = (visit: Pick<Appointment, "treatments" | "reason">) =>
  visit.treatments.map(({ name }) => name).join(" · ") || visit.reason || "Sin tratamientos";
