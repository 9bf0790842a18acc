import { CLINIC_OFFSET, CLINIC_TIMEZONE } from "@/config/clinic";

// A day is a "YYYY-MM-DD" of the clinic; an instant is ISO 8601 with offset. Days are
// computed in UTC, where every day has 24 hours, and never pass through the browser's zone.

const clock = new Intl.DateTimeFormat("en-CA", {
  timeZone: CLINIC_TIMEZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function partsOf(instant: Date | string) {
  const parts = Object.fromEntries(clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** The clinic's day of an instant. */
export const dayOf = (instant: Date | string) => partsOf(instant).day;
/** The clinic's "HH:MM" of an instant. */
export const timeOf = (instant: Date | string) => partsOf(instant).time;
/** Today at the clinic. */
export const today = () => dayOf(new Date());
/** The instant of a day and time at the clinic: `at("2026-11-24", "10:00")`. */
export const at = (day: string, time = "00:00") => `${day}T${time}:00${CLINIC_OFFSET}`;

const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const iso = (date: Date) => date.toISOString().slice(0, 10);

export function addDays(day: string, days: number) {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + days);
  return iso(date);
}

export function addMonths(day: string, months: number) {
  const date = utc(day);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return iso(date);
}

export const addMinutes = (instant: string, minutes: number) => {
  const moved = new Date(new Date(instant).getTime() + minutes * 60_000);
  const { day, time } = partsOf(moved);
  return at(day, time);
};

export const minutesBetween = (from: string, to: string) =>
  Math.round((new Date(to).getTime() - new Date(from).getTime()) / 60_000);
export const daysBetween = (from: string, to: string) =>
  Math.round((utc(to).getTime() - utc(from).getTime()) / 86_400_000);
/** 0 = Monday, as the services count. */
export const weekdayOf = (day: string) => (utc(day).getUTCDay() + 6) % 7;
export const startOfWeek = (day: string) => addDays(day, -weekdayOf(day));
export const startOfMonth = (day: string) => `${day.slice(0, 7)}-01`;
export const endOfMonth = (day: string) => addDays(addMonths(startOfMonth(day), 1), -1);

/** Completed years on a day (today unless told). */
export function ageOn(birthDate: string, day = today()) {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Between our days and the local `Date` that react-day-picker speaks. */
export const toPickerDate = (day: string) => new Date(`${day}T12:00:00`);
export const fromPickerDate = (date: Date) =>
  `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
