"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, type CSSProperties } from "react";
import { CLINIC_OFFSET, LOCALE } from "@/config/clinic";
import type { Appointment } from "@/entities/appointment/schema";
import { addDays, addMinutes, at, dayOf, daysBetween, minutesBetween, timeOf } from "@/lib/dates";
import { bookingRulesQuery } from "@/entities/schedule/queries";
import { formatWeekday, initialsOf } from "@/lib/format";
import { useCan } from "@/lib/session";
import { blockContent, columnHead, type BlockProps, type ColumnProps } from "../calendar/block";
import { EventCalendar, type CalendarOptions, type Nudge } from "../calendar/event-calendar";
import { useIconPalette } from "../calendar/icon-palette";
import { eventInputs, InputCache, type FreeTarget } from "../calendar/inputs";
import type { EventInput } from "../calendar/patch-events";
import { NO_ROOM_COLUMN, roomColumnOf, WITHOUT_ROOM, type RoomColumn } from "../domain/rooms";
import { DENSITY } from "../calendar/layout";
import { instantOf } from "../calendar/wall-clock";
import { firstSight, occupancyOf, openingsOn, visibleHours } from "../domain/hours";
import type { AgendaData, Doctor } from "../use-agenda-data";
import type { AgendaViewState } from "../use-agenda-view";
import { useMarks } from "@/entities/appointment/use-marks";
import { useMinute } from "@/hooks/use-minute";
import type { MoveTo } from "../use-moves";
import type { BookingStart } from "./booking-sheet";
import type { Offer } from "./finder-sheet";

const USUAL_SNAP = 5;
const STEP_MINUTES = 15;
const LONG_PRESS = 500;

type AgendaBoardProps = {
  view: AgendaViewState;
  data: AgendaData;
  /** What a search found, drawn in the place of what is free. */
  offer: Offer | null;
  onBook: (start: BookingStart) => void;
  onMove: (appointment: Appointment, to: MoveTo) => void;
  onNudge: (appointment: Appointment, to: MoveTo) => void;
  onEscape: () => void;
};

type Column = ColumnProps & { id: string };

/** The hours of a day or a week, a column for each doctor, room or day. */
export function AgendaBoard({ view, data, offer, onBook, onMove, onNudge, onEscape }: AgendaBoardProps) {
  const canWrite = useCan("appointments:write");
  const { icon, palette } = useIconPalette();
  const now = useMinute();
  const cache = useRef(new InputCache());
  const week = view.mode === "semana";
  const by = week ? "doctor" : view.by;
  const { from, to } = data.span;
  const days = useMemo(
    () => Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)),
    [from, to],
  );

  const snap = useQuery(bookingRulesQuery).data?.snap_minutes ?? USUAL_SNAP;
  const density = DENSITY[view.density];

  const { doctors, appointments } = data.shown;
  const events = eventInputs(cache.current, {
    data: data.shown,
    by,
    days,
    selectedId: view.selectedId,
    editable: canWrite,
    now,
    density,
    marks: useMarks(appointments),
    colours: view.colours,
    offer,
  });
  const rooms = data.oneRoom ? [data.oneRoom] : data.roomsShown;
  const columns =
    by === "doctor"
      ? doctors.map((doctor) => doctorColumn(doctor, appointments, view.day))
      : (events.some(isOutside(rooms)) ? [...rooms, WITHOUT_ROOM] : rooms).map(roomColumn);
  const spans = days.flatMap((day) => spansOn(day, doctors, appointments));
  const hours = visibleHours(spans);
  const slotHeight = density.hour / 2;
  // The present when these days came on screen: the calendar does not move by itself at the stroke of the hour.
  const opened = useMemo(() => hourOn(days, new Date()), [days]);

  const signature = JSON.stringify(columns);
  // The calendar compares its columns by identity; ours are made anew with every answer.
  const resources = useMemo(
    () =>
      (JSON.parse(signature) as Column[]).map((column) => ({
        id: column.id,
        title: column.name,
        extendedProps: column,
      })),
    [signature],
  );

  const appointmentOf = (id: string | number) => data.appointments.find((row) => row.id === Number(id));
  /** Nobody is booked with who no longer attends. */
  const isGone = (column: string | undefined) =>
    by === "doctor" && doctors.some(({ id, gone }) => gone && String(id) === column);
  const target = (column: string | undefined): Pick<BookingStart, "doctorId" | "roomId"> => {
    if (week) return { doctorId: data.oneDoctor?.id };
    if (by === "doctor") return { doctorId: column ? Number(column) : undefined };
    return column && column !== NO_ROOM_COLUMN ? { roomId: Number(column) } : {};
  };
  const movedTo = (start: string, end: string, column: string | undefined): MoveTo => ({
    start_time: start,
    end_time: end,
    ...(column !== undefined &&
      !week &&
      (by === "doctor"
        ? { doctor: doctors.map(({ id, name }) => ({ id, name })).find(({ id }) => String(id) === column) }
        : { room: data.rooms.map(({ id, name }) => ({ id, name })).find(({ id }) => String(id) === column) ?? null })),
  });

  function nudge({ id, steps, columns: sideways }: Nudge) {
    const appointment = appointmentOf(id);
    if (!appointment || !canWrite) return;
    const minutes = steps * STEP_MINUTES + (week ? sideways * 24 * 60 : 0);
    const start = addMinutes(appointment.start_time, minutes);
    const end = addMinutes(appointment.end_time, minutes);
    if (!week && sideways) {
      const here = columns.findIndex((column) => column.id === columnIdOf(appointment, by));
      const next = columns[here + sideways];
      if (next) onNudge(appointment, movedTo(start, end, next.id));
      return;
    }
    const inside = dayOf(start) >= from && dayOf(start) <= to && (week || dayOf(start) === view.day);
    if (inside) onNudge(appointment, movedTo(start, end, undefined));
  }

  const options: CalendarOptions = {
    view: week ? "timeGridWeek" : "resourceTimeGridDay",
    date: view.day,
    timeZone: CLINIC_OFFSET,
    locale: LOCALE,
    firstDay: 1,
    height: "100%",
    allDaySlot: false,
    nowIndicator: true,
    slotDuration: "00:30",
    slotHeight,
    snapDuration: `00:${String(snap).padStart(2, "0")}`,
    slotLabelInterval: "01:00",
    slotMinTime: clock(hours.from),
    slotMaxTime: clock(hours.to),
    // The calendar scrolls there when this changes. In its seconds goes the hour it begins with, so that it
    // scrolls again once the answers have moved that.
    scrollTime: `${clock(firstSight(spans, opened))}:${String(hours.from).padStart(2, "0")}`,
    columnWidth: "minmax(var(--agenda-column, 160px), 1fr)",
    slotEventOverlap: false,
    eventGap: 0,
    headerToolbar: NOTHING,
    resources: week ? NO_COLUMNS : resources,
    slotLabelFormat: hourLabel,
    dayHeaderFormat: dayLabel,
    dayHeaderAriaLabelFormat: FULL_DATE,
    resourceLabelContent: ({ resource }) => ({
      domNodes: columnHead(resource.extendedProps as unknown as ColumnProps),
    }),
    eventContent: ({ event }) => ({ domNodes: blockContent(event, icon) }),
    editable: canWrite,
    selectable: canWrite,
    longPressDelay: LONG_PRESS,
    eventLongPressDelay: LONG_PRESS,
    selectMinDistance: 8,
    dragConstraint: ({ event }) =>
      event.start.getHours() * 60 + event.start.getMinutes() >= hours.from * 60 && sameDay(event.start, event.end),
    eventClick: ({ event }) => {
      const props = event.extendedProps as Partial<BlockProps> & { target?: FreeTarget };
      if (props.kind === "appointment") view.select(Number(event.id));
      if (props.target?.found) offer?.onPick(props.target.found);
      else if (props.target)
        onBook({
          day: dayOf(props.target.start),
          time: timeOf(props.target.start),
          room: props.target.minutes,
          doctorId: props.target.doctorId,
        });
    },
    dateClick: ({ date, resource }) => {
      if (!canWrite) return;
      if (isGone(resource?.id)) return;
      const instant = instantOf(date);
      const time = timeOf(addMinutes(instant, -(Number(timeOf(instant).slice(3)) % Math.max(snap, STEP_MINUTES))));
      onBook({ day: dayOf(instant), time, ...target(resource?.id) });
    },
    select: ({ start, end, resource }) => {
      if (isGone(resource?.id)) return;
      const first = instantOf(start);
      onBook({
        day: dayOf(first),
        time: timeOf(first),
        minutes: minutesBetween(first, instantOf(end)),
        ...target(resource?.id),
      });
    },
    eventDrop: ({ event, newResource, revert }) => {
      const appointment = appointmentOf(event.id);
      if (!appointment || isGone(newResource?.id)) return revert();
      onMove(appointment, movedTo(instantOf(event.start), instantOf(event.end), newResource?.id));
    },
    eventResize: ({ event, revert }) => {
      const appointment = appointmentOf(event.id);
      if (!appointment) return revert();
      onMove(appointment, movedTo(instantOf(event.start), instantOf(event.end), undefined));
    },
  };

  return (
    <>
      {palette}
      <EventCalendar
        label={
          week
            ? `Semana de ${data.oneDoctor?.name ?? "la agenda"}`
            : by === "doctor"
              ? "Agenda por profesional"
              : "Agenda por consultorio"
        }
        options={options}
        events={events}
        className="agenda h-full"
        onNudge={nudge}
        onEscape={onEscape}
        style={
          {
            ...nowMark(new Date(now), days, hours, slotHeight),
            "--agenda-column": view.desktop ? "160px" : "0px",
            "--agenda-least": `${density.least}px`,
            "--agenda-gap": `${density.gap}px`,
          } as CSSProperties
        }
      />
    </>
  );
}

/** The hour of an instant that falls on one of these days. */
function hourOn(days: readonly string[], instant: Date) {
  const time = timeOf(instant);
  return days.includes(dayOf(instant)) ? Number(time.slice(0, 2)) + Number(time.slice(3)) / 60 : null;
}

/** Where the present stands in the margin of hours, when it is in sight. */
function nowMark(
  now: Date,
  days: readonly string[],
  hours: { from: number; to: number },
  slotHeight: number,
): Record<string, string> {
  const hour = hourOn(days, now);
  if (hour === null || hour < hours.from || hour > hours.to) return {};
  return { "--agenda-now": `"${timeOf(now)}"`, "--agenda-now-top": `${(hour - hours.from) * 2 * slotHeight}px` };
}

const NOTHING = { start: "", center: "", end: "" };
const NO_COLUMNS: never[] = [];
const FULL_DATE = { dateStyle: "full" } as const;
const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
const hourLabel = (time: Date) => clock(time.getHours());
const sameDay = (start: Date, end: Date) => start.toDateString() === new Date(end.getTime() - 1).toDateString();

function dayLabel(date: Date) {
  const day = `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
  return `${formatWeekday(day)} ${date.getDate()}`;
}

const columnIdOf = (appointment: Appointment, by: "doctor" | "room") =>
  by === "doctor" ? String(appointment.doctor.id) : roomColumnOf(appointment);

/** What must be in sight of a day: the hours attended (the usual ones where none were entered) and the appointments. */
function spansOn(day: string, doctors: readonly Doctor[], appointments: readonly Appointment[]) {
  const booked = appointments
    .filter(({ start_time }) => dayOf(start_time) === day)
    .map((row) => ({ start: Date.parse(row.start_time), end: Date.parse(row.end_time) }));
  const openings = doctors.flatMap((doctor) => openingsOn(doctor.hours, day));
  const usual = { start: Date.parse(at(day, "08:00")), end: Date.parse(at(day, "18:00")) };
  return [...(openings.length > 0 ? openings : [usual]), ...booked].map((span) => ({ day, span }));
}

function doctorColumn(doctor: Doctor, appointments: readonly Appointment[], day: string): Column {
  const own = appointments.filter((row) => row.doctor.id === doctor.id);
  const occupancy = occupancyOf({ hours: doctor.hours, timeOff: doctor.timeOff, day }, own);
  return {
    id: String(doctor.id),
    name: doctor.name,
    detail: doctor.gone ? "Ya no atiende" : [doctor.specialty, roomOf(own)].filter(Boolean).join(" · "),
    occupancy: occupancy && occupancy.percent,
    initials: initialsOf(doctor.name),
  };
}

/** Where most of a doctor's visits are. */
function roomOf(visits: readonly Appointment[]) {
  const count = new Map<string, number>();
  for (const { room } of visits) if (room) count.set(room.name, (count.get(room.name) ?? 0) + 1);
  return [...count].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** What is held without a room, where every visit has one. */
const isOutside =
  (rooms: readonly RoomColumn[]) =>
  ({ resourceIds }: EventInput) =>
    [resourceIds].flat().includes(NO_ROOM_COLUMN) && !rooms.some(({ id }) => id === NO_ROOM_COLUMN);

const roomColumn = (room: { id: string; name: string }): Column => ({
  ...room,
  detail: "",
  occupancy: null,
  initials: "",
});
