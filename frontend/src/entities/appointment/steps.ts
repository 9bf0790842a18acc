import { Armchair, CalendarCheck, CircleCheck, Activity, Undo2, UserX, type LucideIcon } from "lucide-react";
import { APPOINTMENT_STATUS, type AppointmentStatus } from "@/components/patterns/status-badge";
import type { Appointment } from "./schema";
import { dayOf, today } from "@/lib/dates";
import { formatFullDate, formatTime } from "@/lib/format";

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

type Moves = {
  primary: StatusMove | null;
  others: StatusMove[];
  corrections: StatusMove[];
  /** Before their day or their hour: they take an explicit yes. */
  early: StatusMove[];
  cancellable: boolean;
};

const unconfirm: StatusMove = {
  to: "PENDING",
  label: "Volver a «Por confirmar»",
  icon: Undo2,
  done: (name) => `La cita de ${name} vuelve a estar por confirmar`,
};
const unarrive: StatusMove = {
  to: "CONFIRMED",
  label: "No llegó todavía",
  icon: Undo2,
  done: (name) => `La cita de ${name} vuelve a «Confirmada»`,
};
const expect: StatusMove = { ...unconfirm, label: "No fue inasistencia" };

/** What may happen next to an appointment, as the service allows it; the first is the usual one. */
const MOVES: Record<AppointmentStatus, Moves> = {
  PENDING: { primary: confirm, others: [arrive, miss], early: [], corrections: [], cancellable: true },
  CONFIRMED: { primary: arrive, others: [start, miss], early: [], corrections: [unconfirm], cancellable: true },
  ARRIVED: { primary: start, others: [miss], early: [], corrections: [unarrive], cancellable: true },
  IN_PROGRESS: { primary: complete, others: [back], early: [], corrections: [], cancellable: false },
  COMPLETED: { primary: null, others: [], early: [], corrections: [], cancellable: false },
  CANCELLED: { primary: null, others: [], early: [], corrections: [], cancellable: false },
  NO_SHOW: {
    primary: { ...arrive, label: "Llegó tarde" },
    others: [],
    early: [],
    corrections: [expect],
    cancellable: true,
  },
};

/** Of those, what makes sense at this hour: nobody arrives before the day, nobody is missing before the hour. */
export function movesOf({ status, start_time }: Pick<Appointment, "status" | "start_time">, now: Date): Moves {
  const moves = MOVES[status];
  const itsDay = dayOf(start_time) <= dayOf(now.toISOString());
  const begun = Date.parse(start_time) <= now.getTime();
  const sensible = (move: StatusMove | null): move is StatusMove =>
    move !== null && (move.to === "NO_SHOW" ? begun : itsDay || move === back || !OF_ITS_DAY.has(move.to));
  return {
    ...moves,
    primary: sensible(moves.primary) ? moves.primary : null,
    others: moves.others.filter(sensible),
    early: [moves.primary, ...moves.others].filter((move) => move !== null && !sensible(move)) as StatusMove[],
  };
}

/** What is asked before a step that comes early. */
export function earlyQuestion({ to }: StatusMove, { start_time }: Pick<Appointment, "start_time">, now: Date) {
  const when = `${formatFullDate(start_time)}, ${formatTime(start_time)}`;
  const wait = dayOf(start_time) > dayOf(now.toISOString()) ? "todavía no es ese día" : "todavía no llega esa hora";
  return `La cita es del ${when} y ${wait}. La cita quedará «${APPOINTMENT_STATUS[to].label}» desde ahora.`;
}

const OF_ITS_DAY = new Set<AppointmentStatus>(["ARRIVED", "IN_PROGRESS", "COMPLETED"]);

/** A completion can be undone on its day. */
export const isReopenable = ({ status, completed_at }: Pick<Appointment, "status" | "completed_at">) =>
  status === "COMPLETED" && Boolean(completed_at) && dayOf(completed_at!) === today();

/** May still change of hour, room or doctor. */
export const isMovable = (status: AppointmentStatus) => ["PENDING", "CONFIRMED", "ARRIVED"].includes(status);
/** May still change of treatments and products. */
export const isOpen = (status: AppointmentStatus) => status !== "COMPLETED" && status !== "CANCELLED";
/** Holds its hour against others. */
export const blocks = (appointment: Appointment) =>
  appointment.status !== "CANCELLED" && appointment.status !== "NO_SHOW";
