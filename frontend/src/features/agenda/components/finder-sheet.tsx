"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useState, type KeyboardEvent } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { foundSlotsQuery, type FoundSlot } from "@/entities/appointment/finder";
import { hold } from "@/entities/appointment/holds";
import type { Room } from "@/entities/schedule/schema";
import { dayOf, minutesBetween, timeOf } from "@/lib/dates";
import { isApiError, messageOf } from "@/lib/problem";
import type { Doctor } from "../use-agenda-data";
import { Beside } from "./beside";
import type { BookingStart } from "./booking-sheet";
import { Found } from "./finder-found";
import { ANYTHING, asked, FinderQuestion, FIRST_FIELD, minutesOf } from "./finder-question";

/** What the agenda draws of a search beside it, and how it is booked there. */
export type Offer = { slots: readonly FoundSlot[]; start: Partial<BookingStart> };

type FinderSheetProps = {
  doctors: readonly Doctor[];
  rooms: readonly Room[];
  /** Over the page, whatever room there is: a visit stands beside already. */
  over: boolean;
  /** The day that the agenda shows. */
  day: string;
  onClose: () => void;
  onChoose: (start: BookingStart) => void;
  onShow: (day: string) => void;
  onOffer: (offer: Offer | null) => void;
};

/**
 * "40 minutes of endodontics with anyone, this week, in the afternoon, in that room": a click begins the booking there. Beside the
 * agenda, which shows what was found among what is booked.
 */
export function FinderSheet({ over, onClose, ...props }: FinderSheetProps) {
  return (
    <Beside
      label="Buscar hora"
      onClose={onClose}
      over={over}
      first={FIRST_FIELD}
      className="w-[420px] min-[1440px]:w-[480px]"
    >
      {({ docked, title }) => (
        <>
          <header className="flex shrink-0 items-center border-b border-border py-2.5 pl-4 pr-3 md:pl-5">
            {title("Buscar hora")}
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label="Cerrar"
              onClick={onClose}
              className="ml-auto text-muted-foreground"
            >
              <X aria-hidden />
            </Button>
          </header>
          <Finder {...props} docked={docked} onClose={onClose} />
        </>
      )}
    </Beside>
  );
}

function Finder({
  doctors,
  rooms,
  day,
  docked,
  onClose,
  onChoose,
  onShow,
  onOffer,
}: Omit<FinderSheetProps, "over"> & { docked: boolean }) {
  const [question, setQuestion] = useState(ANYTHING);
  const { patient, treatments, roomId } = question;
  const whole = asked(question);
  // The days come with the hours, in one answer; one of them alone is asked for anew, for only the first hours come with all.
  const all = useQuery(foundSlotsQuery(whole));
  const wish = whole && question.day ? { ...whole, from: question.day, to: question.day } : whole;
  const query = useQuery(foundSlotsQuery(wish));
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [lost, setLost] = useState<string | null>(null);

  const slots = query.data?.data;
  useEffect(() => {
    if (!docked || !slots) return;
    const start = {
      patient: question.patient ?? undefined,
      treatments: question.treatments,
      minutes: minutesOf(question),
      roomId: question.roomId ?? undefined,
    };
    onOffer({ slots, start });
    return () => onOffer(null);
  }, [docked, slots, question, onOffer]);

  /** The hour is held from here on: nobody takes it while the rest is typed. */
  async function choose({ start_time, end_time, doctor, room }: FoundSlot) {
    if (busy) return;
    setBusy(true);
    setLost(null);
    try {
      const place = { doctor_id: doctor.id, room_id: room?.id ?? roomId ?? undefined, start_time, end_time };
      const held = await hold(client, { ...place, treatment_ids: treatments.map(({ treatment_id }) => treatment_id) });
      onChoose({
        day: dayOf(start_time),
        time: timeOf(start_time),
        minutes: minutesBetween(start_time, end_time),
        doctorId: doctor.id,
        roomId: room?.id ?? roomId ?? undefined,
        patient: patient ?? undefined,
        treatments,
        hold: held,
      });
    } catch (error) {
      setLost(isApiError(error, 409) ? `Otra persona tomó las ${timeOf(start_time)}` : messageOf(error));
      void query.refetch();
    } finally {
      setBusy(false);
    }
  }

  /** From a field too: what is typed here is no loss. A list that it closed has taken the key. */
  const leave = (event: KeyboardEvent) => {
    if (!docked || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto" onKeyDown={leave}>
      <FinderQuestion
        question={question}
        onChange={(change) => setQuestion({ ...question, ...change })}
        doctors={doctors}
        rooms={rooms}
        days={all.data?.days}
      />
      {lost && (
        <Alert variant="destructive" className="m-4 w-auto md:mx-5">
          {lost}
        </Alert>
      )}
      {query.isError ? (
        <ErrorState bare error={query.error} what="las horas libres" onRetry={() => void query.refetch()} />
      ) : slots ? (
        <Found slots={slots} onChoose={(slot) => void choose(slot)} onShow={docked ? onShow : undefined} shown={day} />
      ) : (
        wish && <Skeleton className="m-4 h-40 w-auto" />
      )}
    </div>
  );
}
