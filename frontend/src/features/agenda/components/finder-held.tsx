"use client";

import { Hourglass, Undo2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { dayOf, daysBetween, today } from "@/lib/dates";
import { formatLongDate, formatRelativeDay, formatTime } from "@/lib/format";
import { useCountdown } from "../use-countdown";
import { rowOf } from "../use-finder";
import type { Held } from "../use-held";
import { Countdown } from "./held-hour";

/** What the held block of the calendar shows of its time: the calendar redraws for nothing less than another block. */
const CLOCK = "--agenda-held";

/** `Hoy 16:30`, `Mañana 16:30`, `Jueves 3 de diciembre, 16:30` */
function momentOf(start: string) {
  const day = dayOf(start);
  const word = daysBetween(today(), day) > 1 ? `${formatLongDate(day)},` : formatRelativeDay(day);
  return `${word.charAt(0).toUpperCase()}${word.slice(1)} ${formatTime(start)}`;
}

type FinderHeldProps = { held: Held; onDrop: () => void; onBook: () => void; onWait: () => void; onOver: () => void };

/** The hour that is held, for how long, and what may be done with it. */
export function FinderHeld({ held: { slot, hold }, onDrop, onBook, onWait, onOver }: FinderHeldProps) {
  const time = useCountdown(hold);
  const over = time.left === 0;
  useEffect(() => {
    if (over) onOver();
    // Once, whoever is to be told.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [over]);
  // The footer takes room of the list: what it speaks of stays in sight. (Scrolling answers a promise: nothing to clean up.)
  useEffect(() => {
    void document.getElementById(rowOf(slot))?.scrollIntoView?.({ block: "nearest" });
  }, [slot]);
  // The calendar draws it a moment later, perhaps on another day.
  const shown = useRef(false);
  useEffect(() => {
    const block = shown.current ? null : document.querySelector(".agenda-card .is-held");
    if (!block) return;
    shown.current = true;
    void block.scrollIntoView?.({ block: "nearest" });
  });
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty(CLOCK, `"${time.clock}"`);
    return () => void style.removeProperty(CLOCK);
  }, [time.clock]);
  return (
    <footer data-held data-toasts-above className="shrink-0 space-y-3 border-t border-border p-4 text-sm md:px-5">
      <div>
        <Countdown time={time} words={`${momentOf(slot.start_time)} retenida para usted`} />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="outline" onClick={onDrop}>
          <Undo2 aria-hidden />
          Soltar
        </Button>
        <Button variant="outline" onClick={onWait}>
          <Hourglass aria-hidden />A lista de espera
        </Button>
        <Button className="grow" onClick={onBook}>
          Reservar {formatTime(slot.start_time)}
          <Kbd inverse>↵</Kbd>
        </Button>
      </div>
    </footer>
  );
}
