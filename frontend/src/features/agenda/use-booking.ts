"use client";

import { useEffect, useRef, useState } from "react";
import { today } from "@/lib/dates";
import { useCan } from "@/lib/session";
import type { BookingStart } from "./components/booking-sheet";
import type { AgendaData } from "./use-agenda-data";
import type { AgendaViewState } from "./use-agenda-view";

/** The booking sheet: from a click on the agenda, the button, the N key or `?nuevo=1`. */
export function useBooking(view: AgendaViewState, data: AgendaData) {
  const canWrite = useCan("appointments:write");
  const [state, setState] = useState<{ start: BookingStart; serial: number; isOpen: boolean } | null>(null);
  const serial = useRef(0);

  function open(start?: Partial<BookingStart>) {
    if (!canWrite) return;
    const only = data.oneDoctor ?? (data.doctors.length === 1 ? data.doctors[0] : undefined);
    const day = view.day < today() ? today() : view.day;
    const wanted: BookingStart = { day, doctorId: only?.id ?? view.doctorIds[0], ...start };
    setState({
      start: { ...wanted, roomId: wanted.roomId ?? roomOf(data, wanted.doctorId) },
      serial: ++serial.current,
      isOpen: true,
    });
  }
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  const { creating, patientToBook, itemsToBook } = view;
  useEffect(() => {
    // On the day of the address, when it names one.
    if (creating) latest.current(patientToBook ? { patientId: patientToBook, planItems: itemsToBook } : undefined);
  }, [creating, patientToBook, itemsToBook]);

  return {
    start: state?.start ?? null,
    serial: state?.serial,
    isOpen: state?.isOpen ?? false,
    open,
    close: () => {
      setState((before) => before && { ...before, isOpen: false });
      view.closeForm();
    },
  };
}

/** Where the doctor is working that day, to begin with. */
function roomOf({ appointments, rooms }: AgendaData, doctorId: number | undefined) {
  const used = appointments.filter(({ doctor, room }) => doctor.id === doctorId && room).map(({ room }) => room!.id);
  return rooms.find(({ id, active }) => active && id === used[used.length - 1])?.id;
}
