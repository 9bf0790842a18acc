// How the light pages write moments, money and telephones: as the interface does (src/lib/format.ts; src/light/words.test.ts holds
// them together), on the clock of the clinic, wherever the phone is.

const LOCALE = "es-EC";
const DASH = "\u2013";
const NBSP = "\u00a0";

let clock = clockOf("America/Guayaquil");

function clockOf(timeZone) {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
}

/** From now on moments are written in the clinic's zone, which the service says. */
export function keepClock(timeZone) {
  clock = clockOf(timeZone);
}

function partsOf(instant) {
  const parts = {};
  clock.formatToParts(new Date(instant)).forEach(({ type, value }) => (parts[type] = value));
  return parts;
}

/** The clinic's "YYYY-MM-DD" of an instant. */
export function dayOf(instant) {
  const { year, month, day } = partsOf(instant);
  return `${year}-${month}-${day}`;
}

/** The clinic's "HH:MM" of an instant. */
export function timeOf(instant) {
  const { hour, minute } = partsOf(instant);
  return `${hour}:${minute}`;
}

// Days are reckoned in UTC, where each has 24 hours.
const utc = (day) => new Date(`${day}T00:00:00Z`);
const inUtc = (options) => new Intl.DateTimeFormat(LOCALE, Object.assign(options, { timeZone: "UTC" }));
const long = inUtc({ weekday: "long", day: "numeric", month: "long" });
const short = inUtc({ weekday: "short" });
const money = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const addDays = (day, days) => new Date(utc(day).getTime() + days * 86400000).toISOString().slice(0, 10);

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** `Martes 24 de noviembre` */
export const longDate = (day) => capital(long.format(utc(day)).replace(",", ""));
/** `mar` */
export const weekday = (day) => short.format(utc(day)).replace(".", "").toLowerCase();
/** `10:00–10:45` */
export const timeRange = (from, to) => `${timeOf(from)}${DASH}${timeOf(to)}`;
/** `Martes 24 de noviembre, 10:00–10:45` */
export const hourOf = ({ start_time, end_time }) => `${longDate(dayOf(start_time))}, ${timeRange(start_time, end_time)}`;
/** `$1.284,50` */
export const price = (value) => `$${money.format(Number(value))}`;
/** `45 min`, `1 h 30 min` */
export function duration(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours && `${hours}${NBSP}h`, (rest || !hours) && `${rest}${NBSP}min`].filter(Boolean).join(" ");
}

/** `+593998124470` as it is dialled here, `099 812 4470`. */
export function phone(text) {
  const [number = "", extension] = text.split(";ext=");
  const digits = number.replace(/\D/g, "").replace(/^593(?=\d{8,9}$)/, "0");
  const tail = extension ? ` ext. ${extension}` : "";
  if (/^09\d{8}$/.test(digits)) return digits.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3") + tail;
  if (/^0[2-7]\d{7}$/.test(digits)) return digits.replace(/^(\d{2})(\d{3})(\d{4})$/, "$1 $2 $3") + tail;
  return number + tail;
}
