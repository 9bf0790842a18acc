import type { FoundSlot } from "@/entities/appointment/finder";
import type { Appointment } from "@/entities/appointment/schema";
import { dayOf, timeOf } from "@/lib/dates";
import { formatDuration, formatTime } from "@/lib/format";
import { clinicIso, closedOn, freeOn, isoOf, spanOf, type Span } from "../domain/hours";
import { blocks } from "@/entities/appointment/steps";
import { isMovable } from "@/entities/appointment/steps";
import { roomColumnOf } from "../domain/rooms";
import type { AgendaData, Doctor } from "../use-agenda-data";
import type { Colours, GroupBy } from "../use-agenda-view";
import type { Marks } from "@/entities/appointment/use-marks";
import type { BlockProps } from "./block";
import { layout, type Density, type Place } from "./layout";
import type { EventInput } from "./patch-events";

export type FreeTarget = { doctorId: number; start: string; minutes: number; found?: FoundSlot };

type What = {
  data: Pick<AgendaData, "appointments" | "doctors">;
  by: GroupBy;
  days: readonly string[];
  selectedId: number | null;
  editable: boolean;
  now: number;
  density: Density;
  marks: ReadonlyMap<number, Marks>;
  colours: Colours;
  /** What a search found: it stands in the place of what is free. */
  offer?: { gapsOn: (doctors: readonly Doctor[], days: readonly string[], by: GroupBy) => Gap[] } | null;
};

/** Gives back the same object while nothing of it changed: the calendar redraws by identity. */
export class InputCache {
  private kept = new Map<string, { key: string; source: unknown; input: EventInput }>();
  private next = new Map<string, { key: string; source: unknown; input: EventInput }>();

  keep(id: string, key: string, source: unknown, make: () => EventInput) {
    const old = this.kept.get(id);
    const entry = old && old.key === key && old.source === source ? old : { key, source, input: make() };
    this.next.set(id, entry);
    return entry.input;
  }

  turn() {
    this.kept = this.next;
    this.next = new Map();
  }
}

const detailOf = (appointment: Appointment, by: GroupBy) => {
  const what = appointment.treatments.map((line) => line.name).join(" · ") || appointment.reason || "";
  return by === "room" ? [appointment.doctor.name, what].filter(Boolean).join(" · ") : what;
};

const HUES = 5;

/** One of the five colours of charts, the same for the same professional or treatment on screen; none where it says the state. */
function hueOf(appointment: Appointment, colours: Colours, { doctors, appointments }: What["data"]) {
  if (colours === "state" || !blocks(appointment)) return null;
  const keyOf = ({ doctor, treatments }: Appointment) =>
    colours === "doctor" ? doctor.id : (treatments[0]?.treatment_id ?? null);
  const key = keyOf(appointment);
  if (key === null) return null;
  const keys = colours === "doctor" ? doctors.map(({ id }) => id) : [...new Set(appointments.map(keyOf))].sort();
  return (keys.indexOf(key) % HUES) + 1;
}

const columnOf = (appointment: Appointment, by: GroupBy) =>
  by === "doctor" ? String(appointment.doctor.id) : roomColumnOf(appointment);

/** Appointments, free time and closed hours as the calendar's events. */
export function eventInputs(
  cache: InputCache,
  { data, by, days, selectedId, editable, now, density, marks, colours, offer }: What,
): EventInput[] {
  const free = () => (by === "doctor" ? freeGaps(data, days, now) : []);
  const gaps = !editable ? [] : offer ? offer.gapsOn(data.doctors, days, by) : free();
  const places = placesOf(data.appointments, by, gaps, density);
  const inputs = data.appointments.map((appointment) => {
    const selected = appointment.id === selectedId;
    const movable = editable && isMovable(appointment.status);
    const place = places.get(appointment.id)!;
    const hue = hueOf(appointment, colours, data);
    const key = `${by} ${selected} ${movable} ${density.hour} ${hue} ${JSON.stringify([place, marks.get(appointment.id)])}`;
    return cache.keep(String(appointment.id), key, appointment, () => ({
      id: String(appointment.id),
      start: clinicIso(appointment.start_time),
      end: clinicIso(appointment.end_time),
      resourceIds: [columnOf(appointment, by)],
      editable: movable,
      classNames: [
        "is-appointment",
        selected && "is-selected",
        movable && "is-editable",
        ...placeClasses(place),
        place.height === density.least && "is-short",
      ].filter((name) => name !== false),
      extendedProps: {
        kind: "appointment",
        appointment,
        detail: detailOf(appointment, by),
        place,
        density,
        marks: marks.get(appointment.id),
        hue,
      } satisfies BlockProps,
    }));
  });
  if (by === "doctor")
    for (const doctor of data.doctors) for (const day of days) inputs.push(...closedInputs(cache, doctor, day));
  const isRail = (row: Appointment) => places.get(row.id)?.rail ?? false;
  const rails = data.appointments.filter(isRail).map((row) => ({ ...spanOf(row), column: columnOf(row, by) }));
  inputs.push(...gaps.map((gap) => freeInput(cache, gap, rails)));
  cache.turn();
  return inputs;
}

function closedInputs(cache: InputCache, doctor: Doctor, day: string) {
  return closedOn({ ...doctor, day }).map(({ start, end, label }) => {
    const id = `closed-${doctor.id}-${start}`;
    return cache.keep(id, `${end} ${label}`, null, () => ({
      id,
      start: isoOf(start),
      end: isoOf(end),
      resourceIds: [String(doctor.id)],
      display: "background" as const,
      classNames: end - start > 3 * 60 * 60_000 ? ["is-tall"] : [],
      extendedProps: { kind: "closed", text: label } satisfies BlockProps,
    }));
  });
}

const LONG_GAP = 60 * 60_000;
const OFFERED = 30 * 60_000;

export type Gap = {
  doctor: Doctor;
  /** Where it is drawn: the doctor's column, or the room's. */
  column: string;
  day: string;
  start: number;
  end: number;
  next: boolean;
  /** An hour as it was searched for, with its words: how it is found and held, the search knows. */
  found?: { slot: FoundSlot; text: string; beside?: string; look: string };
};

/** What is free of each doctor's days; the first of each is the next that can be offered. */
function freeGaps({ doctors, appointments }: What["data"], days: readonly string[], now: number): Gap[] {
  return doctors.flatMap((doctor) => {
    const own = appointments.filter((appointment) => appointment.doctor.id === doctor.id);
    const gaps = days.flatMap((day) =>
      freeOn({ ...doctor, day }, own, now).map((span) => ({ ...span, doctor, column: String(doctor.id), day })),
    );
    return gaps.map((gap, index) => ({ ...gap, next: index === 0 }));
  });
}

/** A long gap offers its first half hour. */
const offeredOf = ({ start, end, found }: Gap) => ({
  start,
  end: !found && end - start > LONG_GAP ? start + OFFERED : end,
});

function placesOf(appointments: readonly Appointment[], by: GroupBy, gaps: readonly Gap[], density: Density) {
  const columns = new Map<string, Appointment[]>();
  for (const row of appointments) {
    const column = `${columnOf(row, by)} ${dayOf(row.start_time)}`;
    columns.set(column, [...(columns.get(column) ?? []), row]);
  }
  const places = new Map<number, Place>();
  for (const [column, rows] of columns) {
    const offered = gaps.filter((gap) => column === `${gap.column} ${gap.day}`).map(offeredOf);
    const placed = layout(
      rows.map((row) => ({
        id: row.id,
        start: Date.parse(row.start_time),
        end: Date.parse(row.end_time),
        gone: !blocks(row),
      })),
      offered,
      density,
    );
    placed.forEach((place, id) => places.set(id, place));
  }
  return places;
}

/** The calendar lays out by whole hours taken; ours knows of lines of text, and outranks it by these. */
const placeClasses = ({ rail, railed, lane, lanes }: Place) => [
  ...(rail ? ["is-rail"] : []),
  ...(railed ? ["is-railed"] : []),
  ...(lanes > 1 ? [`lanes-${Math.min(lanes, 6)}`, `lane-${Math.min(lane, 5)}`] : []),
];

/** A gap is one button. The next of each doctor is drawn; the others show themselves to the pointer and the keyboard. */
function freeInput(cache: InputCache, gap: Gap, rails: readonly (Span & { column: string })[]) {
  const { doctor, column, day } = gap;
  const offered = offeredOf(gap);
  const long = offered.end !== gap.end;
  const start = isoOf(offered.start);
  const end = isoOf(offered.end);
  const id = `free-${doctor.id}-${day}-${formatTime(start)}`;
  const railed = rails.some((rail) => rail.column === column && rail.start < offered.end && rail.end > offered.start);
  return cache.keep(
    id,
    `${end} ${gap.end} ${gap.next} ${gap.found?.look} ${column} ${railed}`,
    gap.found?.slot,
    () => ({
      id,
      start,
      end,
      resourceIds: [column],
      editable: false,
      classNames: [
        "is-free",
        ...(gap.found ? [gap.found.look] : gap.next ? [] : ["is-quiet"]),
        ...(railed ? ["is-railed"] : []),
      ],
      extendedProps: {
        kind: "free",
        text: gap.found?.text ?? `${formatTime(start)} libre`,
        until: gap.found
          ? gap.found.beside
          : long
            ? `, hasta ${timeOf(isoOf(gap.end))}`
            : ` · ${formatDuration(Math.round((gap.end - gap.start) / 60_000))}`,
        spoken: gap.found?.beside ? "" : ` con ${doctor.name}`,
        target: {
          doctorId: doctor.id,
          start,
          minutes: (gap.end - gap.start) / 60_000,
          found: gap.found?.slot,
        } satisfies FreeTarget,
      } satisfies BlockProps & { target: FreeTarget },
    }),
  );
}
