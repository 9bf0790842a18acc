import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { foundChanged, foundSlotsQuery, isSame, type FoundSlot } from "@/entities/appointment/finder";
import { dayOf, minutesBetween, timeOf } from "@/lib/dates";
import { isApiError, messageOf } from "@/lib/problem";
import type { BookingStart } from "./components/booking-sheet";
import { ANYTHING, asked, type Question } from "./domain/finder";
import { useHeld } from "./use-held";

/** The id of an hour's row. */
export const rowOf = (slot: FoundSlot) => `hora-${slot.doctor.id}-${slot.start_time}`;

/** What is looked for, what was found, and the hour of it that is held until it is booked. */
export function useFinder(onBook: (start: BookingStart) => void) {
  const client = useQueryClient();
  const [question, setQuestion] = useState(ANYTHING);
  const whole = asked(question);
  // The days come with the hours, in one answer; one of them alone is asked for anew, for only the first hours come with all.
  const all = useQuery(foundSlotsQuery(whole));
  const wish = whole && question.day ? { ...whole, from: question.day, to: question.day } : whole;
  const query = useQuery(foundSlotsQuery(wish));
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState<string | null>(null);
  const keeping = useHeld((slot) => {
    const { start_time, doctor } = slot;
    // What could be done with it is gone; who was elsewhere stays there.
    if (document.activeElement?.closest("[data-held]")) focusRow(slot);
    setLost(`Las ${timeOf(start_time)} con ${doctor.name} ya no están retenidas para usted.`);
    void foundChanged(client);
  });
  const { held } = keeping;

  /** Another hour is looked for: the one that is held goes back. For whom, and which day is in view, changes nothing of it. */
  function change(next: Partial<Question>) {
    if (Object.keys(next).some((name) => name !== "patient" && name !== "day")) keeping.drop();
    setLost(null);
    setQuestion({ ...question, ...next });
  }

  const roomOf = ({ room }: FoundSlot) => room?.id ?? question.roomId ?? undefined;

  /** Nobody else takes it from here on. */
  async function take(slot: FoundSlot) {
    if (busy) return;
    setBusy(true);
    setLost(null);
    const { start_time, end_time, doctor } = slot;
    try {
      await keeping.take(slot, {
        doctor_id: doctor.id,
        room_id: roomOf(slot),
        start_time,
        end_time,
        treatment_ids: question.treatments.map(({ treatment_id }) => treatment_id),
      });
    } catch (error) {
      setLost(isApiError(error, 409) ? `Otra persona tomó las ${timeOf(start_time)}` : messageOf(error));
      void foundChanged(client);
    } finally {
      setBusy(false);
    }
  }

  function book() {
    if (!held) return;
    const { slot, hold } = held;
    // The keyboard returns there when the booking closes: the button that began it is gone by then.
    focusRow(slot);
    keeping.handOver();
    onBook({
      day: dayOf(slot.start_time),
      time: timeOf(slot.start_time),
      minutes: minutesBetween(slot.start_time, slot.end_time),
      doctorId: slot.doctor.id,
      roomId: roomOf(slot),
      patient: question.patient ?? undefined,
      treatments: question.treatments,
      hold,
    });
  }

  return {
    question,
    change,
    /** What is asked is whole: there is something to wait for. */
    wished: wish !== null,
    query,
    days: all.data?.days,
    own: all.data?.own,
    held,
    lost,
    end: keeping.end,
    /** The first press holds an hour, the next one books it. */
    pick: (slot: FoundSlot) => (isSame(slot, held?.slot) ? book() : take(slot)),
    book,
    drop() {
      if (held) focusRow(held.slot);
      keeping.drop();
    },
  };
}

function focusRow(slot: FoundSlot) {
  document.getElementById(rowOf(slot))?.focus();
}
