"use client";

import { skipToken, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { heldKey } from "@/entities/appointment/held";
import { appointmentsQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { practitionersQuery } from "@/entities/person/queries";
import { allHoursQuery, holidaysQuery, roomsQuery, timeOffQuery } from "@/entities/schedule/queries";
import type { Holiday, Opening, Room, TimeOff } from "@/entities/schedule/schema";
import { addDays, at, endOfMonth, startOfMonth, startOfWeek } from "@/lib/dates";
import { useMe } from "@/lib/session";
import { openingsOn, spanOf, subtract } from "./domain/hours";
import { roomColumnOf, roomsShown, type RoomColumn } from "./domain/rooms";
import { spanOfMode, type AgendaViewState } from "./use-agenda-view";

export type Doctor = {
  id: number;
  name: string;
  specialty: string | null;
  /** Attends no more, though visits are left. */
  gone: boolean;
  hours: Opening[];
  timeOff: TimeOff[];
};

const NONE: never[] = [];

/** Everything the day and the week draw. Rooms and doctors may have left; their appointments have not. */
export function useAgendaData(view: AgendaViewState) {
  const me = useMe();
  const practitioners = useQuery(practitionersQuery);
  const rooms = useQuery(roomsQuery);
  const active = practitioners.data ?? NONE;
  const around = { from: addDays(startOfWeek(startOfMonth(view.day)), -7), to: addDays(endOfMonth(view.day), 14) };
  const hours = useQuery(allHoursQuery);
  const timeOff = useQuery(timeOffQuery(null, around));
  const holidays = useQuery(holidaysQuery(around));
  const hoursKnown = !hours.isPending;

  // A phone shows one professional at a time, and so does a week when one is chosen.
  const single = (!view.desktop && view.mode !== "lista") || (view.mode === "semana" && view.doctorIds.length === 1);
  const hoursOf = (id: number) => hours.data?.find((each) => each.doctor_id === id)?.openings ?? NONE;
  const attends = (id: number) => hoursOf(id).length > 0;
  const attendsThatDay = (id: number) => openingsOn(hoursOf(id), view.day).length > 0;
  const oneDoctor = single
    ? (active.find(({ id }) => id === view.doctorIds[0]) ??
      active.find(({ id }) => id === me.id && attends(id)) ??
      (hoursKnown
        ? (active.find(({ id }) => attendsThatDay(id)) ?? active.find(({ id }) => attends(id)) ?? active[0])
        : undefined))
    : undefined;

  const span = spanOfMode(view.mode === "mes" ? "dia" : view.mode, view.day);
  const appointments = useQuery({
    ...appointmentsQuery(view.mode === "semana" && single ? { ...span, doctorId: oneDoctor?.id } : span),
    enabled:
      view.mode === "dia" || view.mode === "lista" || (view.mode === "semana" && (!single || oneDoctor !== undefined)),
  });
  const held = useQuery<TimeOff[]>({ queryKey: heldKey(span), queryFn: skipToken });
  usePrefetchedNeighbours(view, appointments.isSuccess);

  const rows = appointments.data ?? (NONE as Appointment[]);
  const doctors = useMemo(() => {
    const known = active.map((person): Doctor => ({
      id: person.id,
      name: person.full_name,
      specialty: person.specialty ?? null,
      gone: false,
      hours: hours.data?.find(({ doctor_id }) => doctor_id === person.id)?.openings ?? NONE,
      timeOff: [
        ...(timeOff.data?.filter(({ doctor_id }) => doctor_id === person.id) ?? NONE),
        ...(holidays.data?.filter(({ closed }) => closed).map((holiday) => offOn(holiday, person.id)) ?? NONE),
        ...(held.data?.filter(({ doctor_id }) => doctor_id === person.id) ?? NONE),
      ],
    }));
    const gone = new Map(
      rows.filter(({ doctor }) => !known.some(({ id }) => id === doctor.id)).map(({ doctor }) => [doctor.id, doctor]),
    );
    return [
      ...known,
      ...[...gone.values()].map((doctor): Doctor => ({
        ...doctor,
        specialty: null,
        gone: true,
        hours: NONE,
        timeOff: NONE,
      })),
    ];
  }, [active, hours.data, timeOff.data, holidays.data, held.data, rows]);

  /** Who has hours or appointments: an administrator who may sign records needs no column of their own. */
  const attending = attendingOf(doctors, rows, me.id);
  const one = doctors.find(({ id }) => id === oneDoctor?.id);
  const idle = idleOf(view, attending, rows);
  const columns = roomsShown(rooms.data ?? NONE, rows);
  // As with professionals, a phone shows one room at a time: the chosen one, or the first that somebody is booked in.
  const oneRoom =
    !view.desktop && view.by === "room"
      ? (columns.find(({ id }) => id === view.roomId) ??
        columns.find(({ id }) => rows.some((row) => roomColumnOf(row) === id)) ??
        columns[0])
      : undefined;
  return {
    doctors,
    attending,
    rooms: rooms.data ?? (NONE as Room[]),
    appointments: rows,
    oneDoctor: one,
    roomsShown: columns,
    oneRoom,
    /** Who does not attend this day and has no visit in it: they need no column. */
    idle,
    shown: shownOf(
      view,
      { doctors, attending: attending.filter((doctor) => !idle.includes(doctor)), one, oneRoom },
      rows,
    ),
    span,
    isLoading:
      view.mode !== "mes" && (practitioners.isPending || !hoursKnown || (appointments.isPending && active.length > 0)),
    error: practitioners.error ?? appointments.error,
    hoursFailed: hours.isError || timeOff.isError || holidays.isError,
    retry: () => {
      for (const query of [hours, timeOff, holidays, practitioners, appointments])
        if (query.isError) void query.refetch();
    },
  };
}

export type AgendaData = ReturnType<typeof useAgendaData>;

/** A day on which the clinic is closed is drawn as everybody's absence. */
const offOn = ({ date, name }: Holiday, doctor_id: number): TimeOff => ({
  id: 0,
  doctor_id,
  start_time: at(date),
  end_time: at(addDays(date, 1)),
  reason: name,
});

function attendingOf(doctors: Doctor[], appointments: readonly Appointment[], me: number | string) {
  const attending = doctors.filter(
    ({ id, hours }) => hours.length > 0 || appointments.some(({ doctor }) => doctor.id === id),
  );
  if (attending.length > 0) return attending;
  const own = doctors.filter(({ id }) => id === me);
  return own.length > 0 ? own : doctors;
}

function idleOf(view: AgendaViewState, attending: Doctor[], appointments: readonly Appointment[]) {
  if (view.mode !== "dia" || view.by === "room" || !view.desktop || view.doctorIds.length > 0) return [];
  const idle = attending.filter(
    ({ id, hours, timeOff }) =>
      !appointments.some(({ doctor }) => doctor.id === id) &&
      subtract(openingsOn(hours, view.day), timeOff.map(spanOf)).length === 0,
  );
  return idle.length < attending.length ? idle : [];
}

type Known = {
  doctors: Doctor[];
  attending: Doctor[];
  one: Doctor | undefined;
  oneRoom: RoomColumn | undefined;
};

/** What is on screen, with the filter on: the board, the figures and the printed day tell the same. */
function shownOf(view: AgendaViewState, { doctors, attending, one, oneRoom }: Known, appointments: Appointment[]) {
  const everybody = { doctors: attending, appointments, partial: false };
  if (view.mode === "dia" && view.by === "room")
    return oneRoom
      ? { ...everybody, appointments: appointments.filter((row) => roomColumnOf(row) === oneRoom.id) }
      : everybody;
  const alone = one !== undefined;
  const chosen = alone ? [one] : doctors.filter(({ id }) => view.doctorIds.includes(id));
  if (!alone && chosen.length === 0) return everybody;
  return {
    doctors: chosen,
    appointments: appointments.filter(({ doctor }) => chosen.some(({ id }) => id === doctor.id)),
    partial: true,
  };
}

/** The days beside the one on screen are there before anyone asks for them. */
function usePrefetchedNeighbours({ mode, day }: AgendaViewState, ready: boolean) {
  const client = useQueryClient();
  useEffect(() => {
    if (mode !== "dia" || !ready) return;
    for (const next of [addDays(day, 1), addDays(day, -1)]) {
      void client.prefetchQuery(appointmentsQuery({ from: next, to: next }));
    }
  }, [client, mode, day, ready]);
}
