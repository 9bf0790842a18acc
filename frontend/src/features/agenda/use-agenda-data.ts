"use client";

import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { addDays, endOfMonth, startOfMonth, startOfWeek } from "@/lib/dates";
import { practitionersQuery } from "@/lib/directory";
import { useMe } from "@/lib/session";
import { appointmentsQuery, roomsQuery, timeOffQuery, workingHoursQuery } from "./api";
import type { Appointment, Opening, Room, TimeOff } from "./schemas";
import { spanOfMode, type AgendaViewState } from "./use-agenda-view";

export type Doctor = { id: number; name: string; specialty: string | null; hours: Opening[]; timeOff: TimeOff[] };

const NONE: never[] = [];

/** Everything the day and the week draw. Rooms and doctors may have left; their appointments have not. */
export function useAgendaData(view: AgendaViewState) {
  const me = useMe();
  const practitioners = useQuery(practitionersQuery);
  const rooms = useQuery(roomsQuery);
  const active = practitioners.data ?? NONE;
  const around = { from: addDays(startOfWeek(startOfMonth(view.day)), -7), to: addDays(endOfMonth(view.day), 14) };
  const hours = useQueries({ queries: active.map(({ id }) => workingHoursQuery(id)), combine: together });
  const timeOff = useQueries({ queries: active.map(({ id }) => timeOffQuery(id, around)), combine: together });
  const hoursKnown = hours.settled;

  const single = view.mode === "semana" || !view.desktop;
  const attends = (id: number) => (hours.data.find((each) => each?.doctor_id === id)?.items.length ?? 0) > 0;
  const oneDoctor = single
    ? (active.find(({ id }) => id === view.doctorIds[0])
      ?? active.find(({ id }) => id === me.id && attends(id))
      ?? (hoursKnown ? (active.find(({ id }) => attends(id)) ?? active[0]) : undefined))
    : undefined;

  const span = spanOfMode(view.mode === "mes" ? "dia" : view.mode, view.day);
  const appointments = useQuery({
    ...appointmentsQuery(view.mode === "semana" ? { ...span, doctorId: oneDoctor?.id } : span),
    enabled: view.mode === "dia" || (view.mode === "semana" && oneDoctor !== undefined),
  });
  usePrefetchedNeighbours(view, appointments.isSuccess);

  const rows = appointments.data ?? (NONE as Appointment[]);
  const doctors = useMemo(() => {
    const known = active.map((person, index): Doctor => ({
      id: person.id,
      name: person.full_name,
      specialty: person.specialty ?? null,
      hours: hours.data[index]?.items ?? NONE,
      timeOff: timeOff.data[index] ?? NONE,
    }));
    const gone = new Map(rows.filter(({ doctor }) => !known.some(({ id }) => id === doctor.id)).map(({ doctor }) => [doctor.id, doctor]));
    return [...known, ...[...gone.values()].map((doctor): Doctor => ({ ...doctor, specialty: null, hours: NONE, timeOff: NONE }))];
  }, [active, hours, timeOff, rows]);

  /** Who has hours or appointments: an administrator who may sign records needs no column of their own. */
  const attending = attendingOf(doctors, rows, me.id);
  const one = doctors.find(({ id }) => id === oneDoctor?.id);
  return {
    doctors,
    attending,
    rooms: rooms.data ?? (NONE as Room[]),
    appointments: rows,
    oneDoctor: one,
    shown: shownOf(view, { doctors, attending, one }, rows),
    span,
    isLoading: view.mode !== "mes" && (practitioners.isPending || !hoursKnown || (appointments.isPending && active.length > 0)),
    error: practitioners.error ?? appointments.error,
    hoursFailed: hours.failed || timeOff.failed,
    retry: () => {
      hours.retry();
      timeOff.retry();
      if (practitioners.isError) void practitioners.refetch();
      if (appointments.isError) void appointments.refetch();
    },
  };
}

export type AgendaData = ReturnType<typeof useAgendaData>;

function attendingOf(doctors: Doctor[], appointments: readonly Appointment[], me: number | string) {
  const attending = doctors.filter(({ id, hours }) => hours.length > 0 || appointments.some(({ doctor }) => doctor.id === id));
  if (attending.length > 0) return attending;
  const own = doctors.filter(({ id }) => id === me);
  return own.length > 0 ? own : doctors;
}

type Known = { doctors: Doctor[]; attending: Doctor[]; one: Doctor | undefined };

/** What is on screen, with the filter on: the board, the figures and the printed day tell the same. */
function shownOf(view: AgendaViewState, { doctors, attending, one }: Known, appointments: Appointment[]) {
  const everybody = { doctors: attending, appointments, partial: false };
  if (view.mode !== "semana" && view.by === "room") return everybody;
  const alone = view.mode === "semana" || !view.desktop;
  const chosen = alone ? doctors.filter((doctor) => doctor === one) : doctors.filter(({ id }) => view.doctorIds.includes(id));
  if (!alone && chosen.length === 0) return everybody;
  return { doctors: chosen, appointments: appointments.filter(({ doctor }) => chosen.some(({ id }) => id === doctor.id)), partial: true };
}

/** Several answers by position; what has not come, or failed, is undefined. */
function together<T>(results: { data?: T; isPending: boolean; isError: boolean; refetch: () => unknown }[]) {
  return {
    data: results.map(({ data }) => data),
    settled: results.every(({ isPending }) => !isPending),
    failed: results.some(({ isError }) => isError),
    retry: () => results.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch()),
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
