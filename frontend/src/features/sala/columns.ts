import type { Appointment } from "@/entities/appointment/schema";
import { isReopenable, movesOf, type StatusMove } from "@/entities/appointment/steps";
import type { RoomSettings, WaitingRoom } from "@/entities/waiting-room/schema";

export const COLUMNS = ["expected", "waiting", "inside", "done"] as const;
export type Column = (typeof COLUMNS)[number];

/** A visit of today, and since when it stands in its column; null where nobody noted it. */
export type Visitor = { appointment: Appointment; since: string | null };

const COLUMN_OF: Partial<Record<Appointment["status"], Column>> = {
  PENDING: "expected",
  CONFIRMED: "expected",
  ARRIVED: "waiting",
  IN_PROGRESS: "inside",
  COMPLETED: "done",
};
const STATUS_OF: Record<Column, Appointment["status"]> = {
  expected: "CONFIRMED",
  waiting: "ARRIVED",
  inside: "IN_PROGRESS",
  done: "COMPLETED",
};

export const columnOf = ({ status }: Appointment) => COLUMN_OF[status] ?? null;

/** Who is expected by their hour; who waits or is inside since longest first; who is done, the latest first. */
export function columnsOf(appointments: readonly Appointment[], steps: WaitingRoom["data"]) {
  const known = new Map(steps.map((step) => [step.id, step]));
  const columns: Record<Column, Visitor[]> = { expected: [], waiting: [], inside: [], done: [] };
  for (const appointment of appointments) {
    const column = columnOf(appointment);
    if (!column) continue;
    const step = known.get(appointment.id);
    const since = {
      expected: appointment.start_time,
      waiting: step?.arrived_at ?? null,
      inside: step?.started_at ?? null,
      done: appointment.completed_at ?? null,
    }[column];
    columns[column].push({ appointment, since });
  }
  const time = ({ since, appointment }: Visitor) => Date.parse(since ?? appointment.start_time);
  for (const column of COLUMNS) {
    const direction = column === "done" ? -1 : 1;
    columns[column].sort((a, b) => direction * (time(a) - time(b)) || a.appointment.id - b.appointment.id);
  }
  return columns;
}

/** Whole minutes since then; never less than none, whatever this computer's clock says. */
export const minutesSince = (since: string, now: number) => Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));

/** Until then, rounded up; negative once it is over. */
export const minutesUntil = (moment: string, now: number) => Math.ceil((Date.parse(moment) - now) / 60_000);

/** Beyond it nobody counts minutes: then it is said since what hour. */
const MOST_MINUTES = 99;
export const countable = (minutes: number) => minutes <= MOST_MINUTES;

/** A wait's colour. Who is inside is not late: time there is work. */
export function toneOf(column: Column, minutes: number, { amber_minutes, red_minutes }: RoomSettings) {
  if (column !== "waiting") return null;
  return minutes >= red_minutes ? "red" : minutes >= amber_minutes ? "amber" : null;
}

export type Transfer =
  | { kind: "step"; move: StatusMove }
  | { kind: "correction"; move: StatusMove }
  | { kind: "reopening" }
  /** Not possible, and why. */
  | { kind: "none"; why: string };

/** What taking somebody to a column means: the next step, a way back that asks why, or nothing. */
export function transferTo(appointment: Appointment, column: Column, now: Date, mayReopen: boolean): Transfer {
  const status = STATUS_OF[column];
  const { primary, others, corrections, early } = movesOf(appointment, now);
  const step = [primary, ...others, ...early].find((move) => move?.to === status && column !== "expected");
  if (step) return { kind: "step", move: step };
  const correction = corrections.find((move) => move.to === status);
  if (correction) return { kind: "correction", move: correction };
  if (column === "inside" && isReopenable(appointment) && mayReopen) return { kind: "reopening" };
  return { kind: "none", why: whyNot(appointment, column) };
}

function whyNot({ status }: Appointment, column: Column) {
  if (status === "PENDING" || status === "CONFIRMED") return "Primero registre su llegada.";
  if (column === "done") return "Primero pase a la persona a la consulta.";
  if (status === "COMPLETED")
    return "La atención ya terminó: solo se reabre el mismo día, por quien puede, y vuelve a «En atención».";
  return "De ahí no se vuelve a ese estado.";
}

/** Whom each professional attends next, of those who wait: by their hour, whoever came first. */
export const nextOf = (waiting: readonly Visitor[]): ReadonlyMap<number, string> =>
  new Map(
    [...waiting]
      .sort((a, b) => Date.parse(b.appointment.start_time) - Date.parse(a.appointment.start_time))
      .map(({ appointment: { doctor, patient } }) => [doctor.id, patient.name] as const),
  );

/** The sentence under the title. */
export function subtitleOf({ waiting }: Record<Column, Visitor[]>, now: number) {
  if (waiting.length === 0) return "Nadie espera.";
  const minutes = waiting.filter(({ since }) => since).map(({ since }) => minutesSince(since!, now));
  const average = Math.round(minutes.reduce((sum, each) => sum + each, 0) / Math.max(1, minutes.length));
  const people = waiting.length === 1 ? "1 espera" : `${waiting.length} esperan`;
  const longest = waiting[0]!.appointment.patient.name;
  return `${people}, ${average} min de media. La espera más larga: ${longest}.`;
}
