import type { Opening, Timetable, WorkingHours } from "@/entities/schedule/schema";

export const WEEKDAYS = ["Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo"] as const;
export type Shift = { start_time: string; end_time: string };
/** The shifts of each weekday, Monday first. */
export type Week = Shift[][];

export const weekOf = (items: readonly Opening[]): Week =>
  WEEKDAYS.map((_, weekday) =>
    items
      .filter((item) => item.weekday === weekday)
      .map(({ start_time, end_time }) => ({ start_time, end_time }))
      .sort((a, b) => a.start_time.localeCompare(b.start_time)),
  );

export const openingsOf = (week: Week): Opening[] =>
  week.flatMap((shifts, weekday) => shifts.map((shift) => ({ weekday, ...shift })));

/** A shift that makes sense after those a day already has. */
export function nextShift(shifts: readonly Shift[]): Shift {
  const last = shifts[shifts.length - 1]?.end_time;
  if (!last) return { start_time: "08:00", end_time: "17:00" };
  const hour = Math.min(Number(last.slice(0, 2)) + 1, 22);
  const two = (value: number) => String(value).padStart(2, "0");
  return { start_time: `${two(hour)}:00`, end_time: `${two(Math.min(hour + 4, 23))}:00` };
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What is wrong with a shift of a day, or null. */
export function shiftProblem(shifts: readonly Shift[], index: number): string | null {
  const { start_time, end_time } = shifts[index]!;
  if (!TIME.test(start_time) || !(TIME.test(end_time) || end_time === "24:00")) return "Escriba horas como 08:30.";
  if (end_time <= start_time) return "Debe terminar después de empezar.";
  const crossed = shifts.some((other, at) => at < index && start_time < other.end_time && other.start_time < end_time);
  return crossed ? "Se cruza con otro horario del mismo día." : null;
}

export const sameWeek = (a: Week, b: Week) => JSON.stringify(a) === JSON.stringify(b);

/** The timetables that have not begun, the next one first. */
export const comingOf = ({ timetables }: WorkingHours, today: string) =>
  timetables.filter(
    (each): each is Timetable & { valid_from: string } => each.valid_from !== null && each.valid_from > today,
  );
