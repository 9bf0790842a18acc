import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FoundSlot } from "@/entities/appointment/finder";
import { hold, holdsQuery, release, type Hold, type Place } from "@/entities/appointment/holds";
import { dayOf, today } from "@/lib/dates";

export type Held = { slot: FoundSlot; hold: Hold; since: number };

/**
 * The hour that a search holds: one at a time, since each takes the place of the one before. Given back when the search closes,
 * unless a booking took it over.
 */
export function useHeld(onLost: (slot: FoundSlot) => void) {
  const client = useQueryClient();
  const [held, setHeld] = useState<Held | null>(null);
  const kept = useRef<number | null>(null);
  const closed = useRef(false);
  const keep = (next: Held | null) => {
    kept.current = next?.hold.id ?? null;
    setHeld(next);
  };

  useEffect(() => {
    closed.current = false;
    return () => {
      closed.current = true;
      if (kept.current !== null) void release(client, kept.current);
    };
  }, [client]);

  // It may end without a word of ours: another tab held another hour, or somebody who may released this one.
  const day = held ? dayOf(held.slot.start_time) : today();
  const { data, dataUpdatedAt } = useQuery({ ...holdsQuery({ from: day, to: day }), enabled: held !== null });
  const lost = held && data && dataUpdatedAt > held.since && !data.some(({ id }) => id === held.hold.id);
  useEffect(() => {
    if (lost) end();
    // What it calls is new with every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [lost]);

  /** The time is over, or somebody ended it. */
  function end() {
    if (!held) return;
    keep(null);
    onLost(held.slot);
  }

  return {
    held,
    end,
    async take(slot: FoundSlot, place: Place) {
      const made = await hold(client, place);
      // The search was closed meanwhile: nobody would see it held, nor give it back.
      if (closed.current) return release(client, made.id);
      keep({ slot, hold: made, since: Date.now() });
    },
    drop() {
      if (held) void release(client, held.hold.id);
      keep(null);
    },
    /** From here on whoever books gives it back. */
    handOver: () => keep(null),
  };
}
