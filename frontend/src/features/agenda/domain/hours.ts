import { blocks } from "@/entities/appointment/steps";
import type { Appointment } from "@/entities/appointment/schema";
import type { Opening, TimeOff } from "@/entities/schedule/schema";
import { addDays, at, dayOf, timeOf, weekdayOf } from "@/lib/dates";
import { formatTime } from "@/lib/format";

// When a doctor attends, as arithmetic on spans of milliseconds.

export type Span = { start: number; end: number };
export type ClosedSpan = Span & { label: string | null };

const MINUTE = 60_000;
const ms = (instant: string) => new Date(instant).getTime();
/** In the clinic's own offset, which is how the calendar wants its instants. */
export const isoOf = (instant: number) => clinicIso(new Date(instant));
export const clinicIso = (instant: Date | string) => at(dayOf(instant), timeOf(instant));
export const minutesOf = (spans: readonly Span[]) =>
  spans.reduce((sum, { start, end }) => sum + (end - start), 0) / MINUTE;
export const spanOf = (row: { start_time: string; end_time: string }): Span => ({
  start: ms(row.start_time),
  end: ms(row.end_time),
});

const atClock = (day: string, clock: string) => ms(clock === "24:00" ? at(addDays(day, 1)) : at(day, clock));
export const dayBounds = (day: string): Span => ({ start: ms(at(day)), end: ms(at(addDays(day, 1))) });

export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged[merged.length - 1];
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** What stays of `spans` without `taken`. */
export function subtract(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const busy = merge(taken);
  return spans.flatMap(({ start, end }) => {
    const left: Span[] = [];
    let from = start;
    for (const other of busy) {
      if (other.end <= from || other.start >= end) continue;
      if (other.start > from) left.push({ start: from, end: other.start });
      from = Math.max(from, other.end);
    }
    if (from < end) left.push({ start: from, end });
    return left;
  });
}

const begun = ({ valid_from }: Opening, day: string) => !valid_from || valid_from <= day;

/** The weekly hours that open on a day: of the timetable that is valid then. */
export const openingsOn = (hours: readonly Opening[], day: string): Span[] =>
  merge(
    hours
      .filter(
        (row) => row.weekday === weekdayOf(day) && begun(row, day) && !(row.valid_until && row.valid_until <= day),
      )
      .map((row) => ({ start: atClock(day, row.start_time), end: atClock(day, row.end_time) })),
  );

type DoctorDay = { hours: readonly Opening[]; timeOff: readonly TimeOff[]; day: string; gone?: boolean };

/** The part of a day in which a doctor does not attend, and why. Nothing for whom no hours were entered, or before they begin. */
export function closedOn({ hours, timeOff, day, gone }: DoctorDay): ClosedSpan[] {
  const whole = dayBounds(day);
  if (gone) return [{ ...whole, label: "Ya no atiende" }];
  const off = timeOff
    .map((row) => ({ ...spanOf(row), label: row.reason }))
    .map((row) => ({ ...row, start: Math.max(row.start, whole.start), end: Math.min(row.end, whole.end) }))
    .filter((row) => row.start < row.end);
  if (!hours.some((row) => begun(row, day))) return off;

  const openings = openingsOn(hours, day);
  const gaps = subtract([whole], openings).map((gap): ClosedSpan => {
    const opensAfter = openings.some((open) => open.start === gap.end);
    const closedBefore = openings.some((open) => open.end === gap.start);
    if (!opensAfter && !closedBefore) return { ...gap, label: "No atiende" };
    if (opensAfter && closedBefore) return { ...gap, label: "Pausa" };
    return {
      ...gap,
      label: opensAfter ? `Inicia ${formatTime(isoOf(gap.end))}` : `Termina ${formatTime(isoOf(gap.start))}`,
    };
  });
  // A day off is told as such, not hour by hour.
  return [...gaps.filter((gap) => !off.some((row) => row.start <= gap.start && row.end >= gap.end)), ...off];
}

const FIVE = 5 * MINUTE;
const SHORTEST = 10 * MINUTE;

/** What is still free of a day, from `now` on. */
export function freeOn({ hours, timeOff, day }: DoctorDay, appointments: readonly Appointment[], now: number): Span[] {
  const since = Math.ceil(now / FIVE) * FIVE;
  const taken = [...timeOff.map(spanOf), ...appointments.filter(blocks).map(spanOf)];
  return subtract(openingsOn(hours, day), taken)
    .map(({ start, end }) => ({ start: Math.max(start, since), end }))
    .filter(({ start, end }) => end - start >= SHORTEST);
}

/** Booked minutes of those attended, in percent; null when no hours say what a full day is. */
export function occupancyOf(day: DoctorDay, appointments: readonly Appointment[]) {
  const open = subtract(openingsOn(day.hours, day.day), day.timeOff.map(spanOf));
  const total = minutesOf(open);
  const free = minutesOf(subtract(open, appointments.filter(blocks).map(spanOf)));
  return total === 0
    ? null
    : { open: total, booked: total - free, percent: Math.round(((total - free) / total) * 100) };
}

type Dated = { day: string; span: Span };

/** From when to when something happens on any of these days, as hours of a day; nothing when nothing does. */
function rangeOf(spans: readonly Dated[]) {
  const hour = (day: string, instant: number) => (instant - dayBounds(day).start) / (60 * MINUTE);
  const from = Math.min(...spans.map(({ day, span }) => Math.max(hour(day, span.start), 0)));
  const to = Math.max(...spans.map(({ day, span }) => Math.min(hour(day, span.end), 24)));
  return spans.length > 0 ? { from, to } : null;
}

/** The hours a calendar has to show: those attended and those booked, in whole hours. */
export function visibleHours(spans: readonly Dated[]) {
  const { from, to } = rangeOf(spans) ?? { from: 8, to: 18 };
  return { from: Math.min(8, Math.floor(from)), to: Math.max(18, Math.ceil(to)) };
}

/** The hour a calendar opens at: one before the present while work goes on, otherwise the day's first. */
export function firstSight(spans: readonly Dated[], present: number | null) {
  const { from, to } = rangeOf(spans) ?? { from: 8, to: 18 };
  const working = present !== null && present >= from && present < to;
  return Math.floor(working ? Math.max(from, present - 1) : from);
}
