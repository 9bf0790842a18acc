"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { holdAgenda, putAppointment } from "@/entities/appointment/queries";
import type { Appointment, Availability } from "@/entities/appointment/schema";
import { dayOf } from "@/lib/dates";
import { formatRelativeDay, formatTimeRange } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { refusalOf } from "@/entities/appointment/moving";
import { useChangeAppointment, type Change } from "./api";

type Named = { id: number; name: string };
export type MoveTo = { start_time: string; end_time: string; doctor?: Named; room?: Named | null };
export type Overbooking = { reason: string; room: boolean };
export type RefusedMove = { appointment: Appointment; to: MoveTo; answer: Availability };

/** How long the keyboard must rest before a move by arrows is sent. */
const REST = 900;
/** How long the last move can be taken back. */
const UNDO_MS = 10_000;

const same = (a: string, b: string) => Date.parse(a) === Date.parse(b);

/** What the service has to be told of a move; nothing when it ends where it began. */
export function changeOf(before: Appointment, to: MoveTo): Change | null {
  const change: Change = {};
  if (!same(before.start_time, to.start_time) || !same(before.end_time, to.end_time)) {
    Object.assign(change, { start_time: to.start_time, end_time: to.end_time });
  }
  if (to.doctor && to.doctor.id !== before.doctor.id) change.doctor_id = to.doctor.id;
  if (to.room !== undefined && (to.room?.id ?? null) !== (before.room?.id ?? null))
    change.room_id = to.room?.id ?? null;
  return Object.keys(change).length > 0 ? change : null;
}

const previewOf = (to: MoveTo): Partial<Appointment> => ({
  start_time: to.start_time,
  end_time: to.end_time,
  ...(to.doctor && { doctor: to.doctor }),
  ...(to.room !== undefined && { room: to.room }),
});

export const placeOf = ({ start_time, end_time, doctor, room }: Appointment): MoveTo => ({
  start_time,
  end_time,
  doctor,
  room: room ?? null,
});

const whenOf = (to: { start_time: string; end_time: string }) =>
  `${formatRelativeDay(dayOf(to.start_time))}, ${formatTimeRange(to.start_time, to.end_time)}`;

/** Moves by drag, by resize and by arrows: shown at once, put back with the reason when refused. */
export function useMoves() {
  const client = useQueryClient();
  const change = useChangeAppointment();
  const [refused, setRefused] = useState<RefusedMove | null>(null);
  const [said, say] = useState("");
  const pending = useRef<{ original: Appointment; to: MoveTo; timer: ReturnType<typeof setTimeout> } | null>(null);

  const undone = useRef<{ back: () => void; until: number } | null>(null);

  async function move(appointment: Appointment, to: MoveTo, overbook?: Overbooking) {
    const wanted = changeOf(appointment, to);
    if (!wanted) return putAppointment(client, { ...appointment });
    const extra: Change = overbook
      ? { overbooked: true, overbook_reason: overbook.reason, overbook_room: overbook.room }
      : {};
    try {
      const saved = await change.mutateAsync({ appointment, change: { ...wanted, ...extra }, preview: previewOf(to) });
      setRefused(null);
      const sentence = `${saved.patient.name}: ${whenOf(saved)}`;
      say(`Guardado. ${sentence}`);
      const back = () => void move(saved, placeOf(appointment));
      undone.current = { back, until: Date.now() + UNDO_MS };
      notify(sentence, { undo: back, lasting: UNDO_MS });
    } catch (error) {
      say(`No se movió. ${appointment.patient.name} sigue ${whenOf(appointment)}`);
      const answer = refusalOf(error);
      if (answer) setRefused({ appointment, to, answer });
      else notifyError(error);
      if (overbook) throw error;
    }
  }

  function flush() {
    const waiting = pending.current;
    pending.current = null;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    void move(waiting.original, waiting.to);
  }

  /** One step of an arrow: seen and said at once, sent when the keys rest. */
  function nudge(appointment: Appointment, to: MoveTo) {
    if (pending.current && pending.current.original.id !== appointment.id) flush();
    const before = pending.current;
    if (before) clearTimeout(before.timer);
    const merged: MoveTo = { ...before?.to, ...to };
    pending.current = { original: before?.original ?? appointment, to: merged, timer: setTimeout(flush, REST) };
    void holdAgenda(client);
    putAppointment(client, { ...appointment, ...previewOf(to) });
    const place = to.doctor?.name ?? (to.room === undefined ? "" : (to.room?.name ?? "sin consultorio"));
    say(`${whenOf(to)}${place && `, ${place}`}`);
  }

  function takeBack() {
    const waiting = pending.current;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.current = null;
    putAppointment(client, { ...waiting.original });
    say(`${waiting.original.patient.name} sigue ${whenOf(waiting.original)}`);
  }

  /** Takes back the last move, while its notice stands; whether there was one. */
  function undo() {
    if (pending.current) return takeBack();
    const last = undone.current;
    undone.current = null;
    if (last && Date.now() < last.until) last.back();
  }

  // A move that still waits when the page is left was meant.
  const leave = useRef(flush);
  useEffect(() => {
    leave.current = flush;
  });
  useEffect(() => () => leave.current(), []);

  return { move, nudge, takeBack, undo, refused, dismiss: () => setRefused(null), said };
}
