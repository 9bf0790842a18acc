import { Armchair, CalendarCheck, CircleCheck, Activity, Undo2, UserX, type LucideIcon } from "lucide-react";
import type { AppointmentStatus } from "@/components/patterns/status-badge";

export type StatusMove = { to: AppointmentStatus; label: string; icon: LucideIcon; done: (patient: string) => string };

const confirm: StatusMove = {
  to: "CONFIRMED",
  label: "Confirmar",
  icon: CalendarCheck,
  done: (name) => `Cita de ${name} confirmada`,
};
const arrive: StatusMove = {
  to: "ARRIVED",
  label: "Llegó",
  icon: Armchair,
  done: (name) => `Llegada de ${name} registrada`,
};
const start: StatusMove = {
  to: "IN_PROGRESS",
  label: "Atender",
  icon: Activity,
  done: (name) => `${name} está en atención`,
};
const complete: StatusMove = {
  to: "COMPLETED",
  label: "Finalizar atención",
  icon: CircleCheck,
  done: (name) => `Atención de ${name} finalizada`,
};
const back: StatusMove = {
  to: "ARRIVED",
  label: "Volver a sala",
  icon: Undo2,
  done: (name) => `${name} vuelve a la sala`,
};
const miss: StatusMove = {
  to: "NO_SHOW",
  label: "No asistió",
  icon: UserX,
  done: (name) => `Inasistencia de ${name} registrada`,
};

type Moves = { primary: StatusMove | null; others: StatusMove[]; cancellable: boolean };

/** What may happen next to an appointment, as the service allows it; the first is the usual one. */
export const MOVES: Record<AppointmentStatus, Moves> = {
  PENDING: { primary: confirm, others: [arrive, miss], cancellable: true },
  CONFIRMED: { primary: arrive, others: [start, miss], cancellable: true },
  ARRIVED: { primary: start, others: [miss], cancellable: true },
  IN_PROGRESS: { primary: complete, others: [back], cancellable: false },
  COMPLETED: { primary: null, others: [], cancellable: false },
  CANCELLED: { primary: null, others: [], cancellable: false },
  NO_SHOW: { primary: { ...arrive, label: "Llegó tarde" }, others: [], cancellable: false },
};

/** May still change of hour, room or doctor. */
export const isMovable = (status: AppointmentStatus) => ["PENDING", "CONFIRMED", "ARRIVED"].includes(status);
/** May still change of treatments and products. */
export const isOpen = (status: AppointmentStatus) => status !== "COMPLETED" && status !== "CANCELLED";
