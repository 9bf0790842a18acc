import type { Appointment } from "@/entities/appointment/schema";
import { timeOf } from "@/lib/dates";
import { formatTime } from "@/lib/format";
import { clinicIso, closedOn, freeOn, isoOf } from "../domain/hours";
import { isMovable } from "../domain/moves";
import type { AgendaData, Doctor } from "../use-agenda-data";
import type { GroupBy } from "../use-agenda-view";
import type { BlockProps } from "./block";
import type { EventInput } from "./patch-events";

export const NO_ROOM_COLUMN = "none";

export type FreeTarget = { doctorId: number; start: string; minutes: number };

type What = {
  data: Pick<AgendaData, "appointments" | "doctors">;
  by: GroupBy;
  days: readonly string[];
  selectedId: number | null;
  editable: boolean;
  now: number;
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

const columnOf = (appointment: Appointment, by: GroupBy) =>
  by === "doctor" ? String(appointment.doctor.id) : appointment.room ? String(appointment.room.id) : NO_ROOM_COLUMN;

/** Appointments, free time and closed hours as the calendar's events. */
export function eventInputs(cache: InputCache, { data, by, days, selectedId, editable, now }: What): EventInput[] {
  const inputs = data.appointments.map((appointment) => {
    const selected = appointment.id === selectedId;
    const movable = editable && isMovable(appointment.status);
    return cache.keep(String(appointment.id), `${by} ${selected} ${movable}`, appointment, () => ({
      id: String(appointment.id),
      start: clinicIso(appointment.start_time),
      end: clinicIso(appointment.end_time),
      resourceIds: [columnOf(appointment, by)],
      editable: movable,
      classNames: ["is-appointment", selected ? "is-selected" : "", movable ? "is-editable" : ""].filter(Boolean),
      extendedProps: { kind: "appointment", appointment, detail: detailOf(appointment, by) } satisfies BlockProps,
    }));
  });
  if (by === "room") {
    cache.turn();
    return inputs;
  }
  for (const doctor of data.doctors) {
    for (const day of days) {
      inputs.push(...closedInputs(cache, doctor, day));
      if (editable) inputs.push(...freeInputs(cache, doctor, day, data.appointments, now));
    }
  }
  cache.turn();
  return inputs;
}

function closedInputs(cache: InputCache, doctor: Doctor, day: string) {
  return closedOn({ hours: doctor.hours, timeOff: doctor.timeOff, day }).map(({ start, end, label }) => {
    const id = `closed-${doctor.id}-${start}`;
    return cache.keep(id, `${end} ${label}`, null, () => ({
      id,
      start: isoOf(start),
      end: isoOf(end),
      resourceIds: [String(doctor.id)],
      display: "background" as const,
      extendedProps: { kind: "closed", text: label } satisfies BlockProps,
    }));
  });
}

const LONG_GAP = 60 * 60_000;
const OFFERED = 30 * 60_000;

/** A gap is one button; a long one offers its first half hour and says how far it goes. */
function freeInputs(cache: InputCache, doctor: Doctor, day: string, appointments: readonly Appointment[], now: number) {
  const own = appointments.filter((appointment) => appointment.doctor.id === doctor.id);
  return freeOn({ hours: doctor.hours, timeOff: doctor.timeOff, day }, own, now).map((gap) => {
    const long = gap.end - gap.start > LONG_GAP;
    const start = isoOf(gap.start);
    const end = isoOf(long ? gap.start + OFFERED : gap.end);
    const id = `free-${doctor.id}-${day}-${formatTime(start)}`;
    return cache.keep(id, `${end} ${gap.end}`, null, () => ({
      id,
      start,
      end,
      resourceIds: [String(doctor.id)],
      editable: false,
      classNames: ["is-free"],
      extendedProps: {
        kind: "free",
        text: `${formatTime(start)} libre`,
        ...(long && { until: `, hasta ${timeOf(isoOf(gap.end))}` }),
        spoken: ` con ${doctor.name}`,
        target: { doctorId: doctor.id, start, minutes: (gap.end - gap.start) / 60_000 } satisfies FreeTarget,
      } satisfies BlockProps & { target: FreeTarget },
    }));
  });
}
