import { LOCALE } from "@/config/clinic";
import { ageOn, dayOf, daysBetween, timeOf, today } from "./dates";
import type { Decimal } from "./decimal";

const MINUS = "\u2212";
const DASH = "\u2013";
const NBSP = "\u00a0";

const twoPlaces = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const upToFour = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const upToThree = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3 });
const onePlace = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const oneAtMost = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 1 });
const compactNumber = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const day = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" });
const shortDay = day({ day: "numeric", month: "short", year: "numeric" });
const shortNoYear = day({ day: "numeric", month: "short" });
const longDay = day({ weekday: "long", day: "numeric", month: "long" });
const longDayYear = day({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
const monthYear = day({ month: "long", year: "numeric" });
const weekdayShort = day({ weekday: "short" });

const capital = (text: string) => text.charAt(0).toLocaleUpperCase(LOCALE) + text.slice(1);
const signed = (value: number, text: string) => (value < 0 ? `${MINUS}${text}` : text);
const utc = (dayText: string) => new Date(`${dayText}T00:00:00Z`);
/** Accepts a day ("2026-11-24") or an instant, and answers the clinic's day. */
const asDay = (value: string) => (value.length === 10 ? value : dayOf(value));

/** `$1.284,50`; negatives `−$20,00`. */
export const formatMoney = (value: Decimal) => {
  const number = Number(value);
  return signed(number, `$${twoPlaces.format(Math.abs(number))}`);
};
/** `$0,0875`: the cost of a unit may be less than a cent. */
export const formatUnitCost = (value: Decimal) => `$${upToFour.format(Number(value))}`;
/** `1.284,50`, for those who set the `$` apart. */
export const formatAmount = (value: Decimal) => twoPlaces.format(Math.abs(Number(value)));
/** `$12,4 mil`, for axes and tight places. */
export const formatMoneyShort = (value: Decimal) =>
  // Intl writes "7,5 K" but "15 k" for Ecuador; people say «mil».
  signed(Number(value), `$${compactNumber.format(Math.abs(Number(value))).replace(/[Kk]$/, "mil")}`);
/** `2`, `0,5`, `1.284,125`. */
export const formatQuantity = (value: Decimal) => signed(Number(value), upToThree.format(Math.abs(Number(value))));
/** 82 → `82 %` */
export const formatPercent = (value: Decimal) =>
  `${signed(Number(value), oneAtMost.format(Math.abs(Number(value))))}${NBSP}%`;
/** 99 → `99,0 %`: in a column, where the commas stand below each other. */
export const formatPercentLined = (value: Decimal) =>
  `${signed(Number(value), onePlace.format(Math.abs(Number(value))))}${NBSP}%`;
export const formatCount = (value: number, one: string, many: string) =>
  `${upToThree.format(value)} ${value === 1 ? one : many}`;

/** `24 nov 2026` */
export const formatDate = (value: string) =>
  shortDay
    .format(utc(asDay(value)))
    .replaceAll(".", "")
    .replaceAll(" de ", " ");
/** `24 nov` */
export const formatDayMonth = (value: string) =>
  shortNoYear
    .format(utc(asDay(value)))
    .replaceAll(".", "")
    .replaceAll(" de ", " ");
/** `Martes 24 de noviembre` */
export const formatLongDate = (value: string) => capital(longDay.format(utc(asDay(value))).replace(",", ""));
/** `Martes 24 de noviembre de 2026` */
export const formatFullDate = (value: string) => capital(longDayYear.format(utc(asDay(value))).replace(",", ""));
/** `Noviembre de 2026` */
export const formatMonth = (value: string) =>
  capital(monthYear.format(utc(asDay(value.length === 7 ? `${value}-01` : value))));
/** `Mar` */
export const formatWeekday = (value: string) => capital(weekdayShort.format(utc(asDay(value))).replace(".", ""));
/** `10:00` */
export const formatTime = timeOf;
/** `24 nov 2026, 10:00` */
export const formatDateTime = (instant: string) => `${formatDate(instant)}, ${timeOf(instant)}`;
/** `10:00–10:45` */
export const formatTimeRange = (from: string, to: string) => `${timeOf(from)}${DASH}${timeOf(to)}`;
/** `1–24 nov 2026` or `28 oct–3 nov 2026` */
export function formatDateRange(from: string, to: string) {
  if (from === to) return formatDate(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}${DASH}${formatDate(to)}`;
  return `${from.slice(0, 4) === to.slice(0, 4) ? formatDayMonth(from) : formatDate(from)}${DASH}${formatDate(to)}`;
}
/** `45 min`, `1 h 30 min` */
export function formatDuration(minutes: number) {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours && `${hours}${NBSP}h`, (rest || !hours) && `${rest}${NBSP}min`].filter(Boolean).join(" ");
}

/** `ahora`, `hace 5 min`, `hace 3 h`, `ayer, 10:00`, then the date. */
export function formatAgo(instant: string, now = new Date()) {
  const minutes = Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000);
  if (minutes < 1) return "ahora";
  if (minutes < 60) return `hace ${minutes}${NBSP}min`;
  const days = daysBetween(dayOf(instant), dayOf(now));
  if (days === 0) return `hace ${Math.floor(minutes / 60)}${NBSP}h`;
  return days === 1 ? `ayer, ${timeOf(instant)}` : formatDateTime(instant);
}

/** `hoy`, `mañana`, `ayer`, else `24 nov 2026`. */
export function formatRelativeDay(value: string) {
  const word: Record<number, string> = { 0: "hoy", 1: "mañana", [-1]: "ayer" };
  return word[daysBetween(today(), asDay(value))] ?? formatDate(value);
}

/** `34 años`, `8 meses` for a baby, `20 días` for a newborn. */
export function formatAge(birthDate: string, on = today()) {
  const years = ageOn(birthDate, on);
  if (years >= 2) return `${years} años`;
  const months =
    (Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))) * 12 +
    Number(on.slice(5, 7)) -
    Number(birthDate.slice(5, 7)) -
    (on.slice(8) < birthDate.slice(8) ? 1 : 0);
  if (months < 1) return formatCount(Math.max(daysBetween(birthDate, on), 0), "día", "días");
  return formatCount(months, "mes", "meses");
}

/** `+593998124470` as it is dialled here, `099 812 4470`; `02 255 1234 ext. 12`; anything else as it was written. */
export function formatPhone(phone: string) {
  const [number = "", extension] = phone.split(";ext=");
  const digits = number.replace(/\D/g, "").replace(/^593(?=\d{8,9}$)/, "0");
  const tail = extension ? ` ext. ${extension}` : "";
  if (/^09\d{8}$/.test(digits)) return digits.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1 $2 $3") + tail;
  if (/^0[2-7]\d{7}$/.test(digits)) return digits.replace(/^(\d{2})(\d{3})(\d{4})$/, "$1 $2 $3") + tail;
  return number + tail;
}

/** `MV` */
export function initialsOf(name: string) {
  const words = name
    .replace(/\b(dra?|sra?|srta)\.?\s/gi, "")
    .trim()
    .split(/\s+/);
  return ((words[0]?.[0] ?? "") + (words[1]?.[0] ?? "")).toLocaleUpperCase(LOCALE);
}
