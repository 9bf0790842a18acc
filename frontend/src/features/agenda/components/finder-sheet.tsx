"use client";

import { X } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { CloseQuestion } from "@/components/form/close-question";
import { useCloseGuard } from "@/components/form/use-close-guard";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { isSame, type FoundDay, type FoundSlot } from "@/entities/appointment/finder";
import type { Room } from "@/entities/schedule/schema";
import type { EntryStart } from "@/entities/waitlist/entry-sheet";
import { dayOf } from "@/lib/dates";
import { stayInField } from "@/lib/focusable";
import { lazy } from "@/lib/lazy";
import { gapsOf } from "../calendar/found";
import { FIRST_FIELD, minutesOf } from "../domain/finder";
import { stillLookedFor } from "../domain/waiting";
import type { Doctor } from "../use-agenda-data";
import type { AgendaViewState } from "../use-agenda-view";
import { useFinder } from "../use-finder";
import { Beside } from "./beside";
import type { BookingStart } from "./booking-sheet";
import { Found } from "./finder-found";
import { FinderHeld } from "./finder-held";
import { FinderQuestion } from "./finder-question";

const EntrySheet = lazy(() => import("@/entities/waitlist/entry-sheet").then((file) => file.EntrySheet));

/** What the agenda draws of a search beside it, and what a click there does. */
export type Offer = {
  gapsOn: ReturnType<typeof gapsOf>;
  /** How many hours each day has. */
  days: readonly FoundDay[];
  onPick: (slot: FoundSlot) => void;
  /** How anything else is booked meanwhile. */
  start: Partial<BookingStart>;
};

type FinderSheetProps = {
  doctors: readonly Doctor[];
  rooms: readonly Room[];
  /** Over the page, whatever room there is: a visit stands beside already. */
  over: boolean;
  view: AgendaViewState;
  onClose: () => void;
  onChoose: (start: BookingStart) => void;
  onOffer: (offer: Offer | null) => void;
};

/**
 * "40 minutes of endodontics with anyone, this week, in the afternoon, in that room": the first click holds an hour, the second
 * books it. Beside the agenda, which shows what was found among what is booked.
 */
export function FinderSheet({ over, onClose, onChoose, ...props }: FinderSheetProps) {
  const finder = useFinder(onChoose);
  // Nothing that is looked for is a loss; a patient who is being registered is.
  const guard = useCloseGuard({ open: true, dirty: false, close: onClose, reset: () => undefined });
  const close = () => guard.requestClose();
  const back = finder.held ? finder.drop : close;
  return (
    <Beside
      label="Buscar hora"
      onClose={close}
      onEscape={back}
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
              onMouseDown={stayInField}
              onClick={close}
              className="ml-auto text-muted-foreground"
            >
              <X aria-hidden />
            </Button>
          </header>
          <Finder {...props} finder={finder} docked={docked} onClose={onClose} onBack={back} />
          {guard.asking && (
            <footer data-toasts-above className="shrink-0 border-t border-border p-4 md:px-5">
              <CloseQuestion guard={guard} sentence="El paciente que registra no está guardado." />
            </footer>
          )}
        </>
      )}
    </Beside>
  );
}

type FinderProps = Pick<FinderSheetProps, "doctors" | "rooms" | "view" | "onClose" | "onOffer"> & {
  finder: ReturnType<typeof useFinder>;
  docked: boolean;
  /** What Escape does. */
  onBack: () => void;
};

function Finder({ finder, doctors, rooms, view, docked, onClose, onBack, onOffer }: FinderProps) {
  const { question, query, days } = finder;
  const [waiting, setWaiting] = useState<EntryStart | null>(null);
  const wait = () => setWaiting(stillLookedFor(question));
  const found = query.data?.data;
  const held = finder.held?.slot ?? null;
  const slots = useMemo(
    // What is held stays in view, whatever is looked at meanwhile.
    () => (held && found ? [...found.filter((slot) => !isSame(slot, held)), held] : found),
    [found, held],
  );
  const pick = (slot: FoundSlot) => {
    if (docked) showDoctor(view, slot.doctor.id);
    if (docked) showDay(view, dayOf(slot.start_time));
    void finder.pick(slot);
  };
  const latest = useRef(pick);
  useEffect(() => {
    latest.current = pick;
  });
  useEffect(() => {
    if (!docked || !slots) return;
    const { patient, treatments, roomId } = question;
    const start = {
      patient: patient ?? undefined,
      treatments,
      minutes: minutesOf(question),
      roomId: roomId ?? undefined,
    };
    onOffer({ gapsOn: gapsOf(slots, held), days: days ?? [], onPick: (slot) => latest.current(slot), start });
    return () => onOffer(null);
  }, [docked, slots, held, days, question, onOffer]);

  /** From a field too: what is typed here is no loss. A list that it closed has taken the key. */
  const leave = (event: KeyboardEvent) => {
    if (!docked || event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    onBack();
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={leave}>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <FinderQuestion
          question={question}
          onChange={finder.change}
          doctors={doctors}
          rooms={rooms}
          days={days}
          own={finder.own}
        />
        {finder.lost && (
          <Alert variant="destructive" className="m-4 w-auto md:mx-5">
            {finder.lost}
          </Alert>
        )}
        {query.isError ? (
          <ErrorState bare error={query.error} what="las horas libres" onRetry={() => void query.refetch()} />
        ) : slots ? (
          <Found
            slots={slots}
            own={finder.own}
            held={held}
            onPick={pick}
            onWait={wait}
            onShow={docked ? (day) => showDay(view, day) : undefined}
            shown={view.day}
          />
        ) : (
          finder.wished && <Skeleton className="m-4 h-40 w-auto" />
        )}
      </div>
      {finder.held && (
        <FinderHeld
          key={finder.held.hold.id}
          held={finder.held}
          onDrop={finder.drop}
          onBook={finder.book}
          onWait={wait}
          onOver={finder.end}
        />
      )}
      {waiting && <EntrySheet start={waiting} onClose={() => setWaiting(null)} onSaved={onClose} />}
    </div>
  );
}

/** Where hours have no place, as in a month, the day itself opens. */
function showDay(view: AgendaViewState, day: string) {
  if (view.mode === "mes") view.show("dia", day);
  else if (view.day !== day) view.goTo(day);
}

/** Who is not among the shown joins them; a week of one becomes that of the other. */
function showDoctor({ mode, by, doctorIds, choose }: AgendaViewState, id: number) {
  if (doctorIds.length === 0 || doctorIds.includes(id) || (mode === "dia" && by === "room")) return;
  choose(mode === "semana" && doctorIds.length === 1 ? [id] : [...doctorIds, id]);
}
