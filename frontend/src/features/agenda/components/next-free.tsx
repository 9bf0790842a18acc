"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { hold } from "@/entities/appointment/holds";
import { nextFreeQuery, type NextSlot } from "@/entities/appointment/next-free";
import { addDays, dayOf, timeOf, today } from "@/lib/dates";
import { formatDayMonth, formatDuration, formatRelativeDay, formatTime, formatWeekday } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { notifyError } from "@/lib/toast";
import type { Doctor } from "../use-agenda-data";
import type { BookingStart } from "./booking-sheet";

const LENGTHS = [15, 20, 30, 40, 45, 60, 90, 120];

/** `hoy`, `mañana`, else `mar 1 dic`. */
const dayWordOf = (day: string) =>
  day <= addDays(today(), 1) ? formatRelativeDay(day) : `${formatWeekday(day).toLowerCase()} ${formatDayMonth(day)}`;

type NextFreeProps = { doctors: readonly Doctor[]; onChoose: (start: BookingStart) => void };

/** The next free hour of each professional, for as long as is asked: a click holds it and begins the booking there. */
export function NextFree({ doctors, onChoose }: NextFreeProps) {
  const [minutes, setMinutes] = useState(30);
  const { data, error, refetch } = useQuery(nextFreeQuery(minutes));
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const shown = data?.filter(({ doctor }) => doctors.some(({ id }) => id === doctor.id));
  const full =
    shown && doctors.filter(({ id, hours }) => hours.length > 0 && !shown.some(({ doctor }) => doctor.id === id));

  async function choose({ doctor, start_time, end_time }: NextSlot) {
    if (busy) return;
    setBusy(true);
    try {
      const held = await hold(client, { doctor_id: doctor.id, start_time, end_time });
      onChoose({ day: dayOf(start_time), time: timeOf(start_time), minutes, doctorId: doctor.id, hold: held });
    } catch (error) {
      // Somebody else was quicker: the strip shows what is next.
      notifyError(error);
      void refetch();
    } finally {
      setBusy(false);
    }
  }

  return (
    <section
      aria-label="Próximas horas libres"
      className="flex min-h-11 items-center gap-2 overflow-x-auto border-b border-border px-2 py-1 text-xs text-muted-foreground md:min-h-9"
    >
      <span className="shrink-0">Próxima libre de</span>
      <Select value={String(minutes)} onValueChange={(value) => setMinutes(Number(value))}>
        <SelectTrigger aria-label="Duración" className="h-8 w-auto shrink-0 text-xs md:h-7">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {LENGTHS.map((length) => (
            <SelectItem key={length} value={String(length)}>
              {formatDuration(length)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {error && !data ? (
        <span className="flex items-center gap-2">
          {messageOf(error)}
          <Button variant="outline" size="xs" onClick={() => void refetch()}>
            Reintentar
          </Button>
        </span>
      ) : !shown ? (
        <Skeleton className="h-4 w-72" />
      ) : (
        <ul className="flex items-center gap-1.5">
          {shown.map((slot) => (
            <li key={slot.doctor.id}>
              <Button
                variant="outline"
                size="sm"
                disabled={busy}
                className="gap-1.5 border-dashed border-input font-normal shadow-none md:h-7"
                onClick={() => void choose(slot)}
              >
                {slot.doctor.name}
                <b className="font-semibold tabular-nums">
                  {dayWordOf(dayOf(slot.start_time))}, {formatTime(slot.start_time)}
                </b>
              </Button>
            </li>
          ))}
          {full!.map(({ id, name }) => (
            <li key={id} className="whitespace-nowrap px-1.5">
              {name}: nada en un mes
            </li>
          ))}
          {shown.length + full!.length === 0 && <li>Nadie tiene horario.</li>}
        </ul>
      )}
    </section>
  );
}
