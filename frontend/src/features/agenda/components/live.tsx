"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { changed } from "@/entities/appointment/changed";
import { changesSince, type Changes } from "@/entities/appointment/changes";
import { keepHeld } from "@/entities/appointment/held";
import { holdsQuery, type Hold } from "@/entities/appointment/holds";
import { changed as schedulesChanged } from "@/entities/schedule/changed";
import type { TimeOff } from "@/entities/schedule/schema";
import { addDays, at, timeOf } from "@/lib/dates";

const EVERY_MS = 2000;
/** After a failure it is asked more rarely, up to this. */
const RARELY_MS = 30_000;
/** While somebody drags, or has a menu open, nothing may move under the pointer; what changed is drawn right after. */
const BUSY = "[role=menu], .ec-dragging, .ec-resizing-x, .ec-resizing-y, .ec-selecting";

type Span = { from: string; to: string };

/**
 * What a colleague does is here within three seconds. It comes after the page, as a part of its own: the page waits for
 * nothing of it, and goes on as before where it fails.
 */
export function Live({ span }: { span: Span }) {
  useChanges(span);
  useHeldHours(span);
  return null;
}

const isBusy = () => document.querySelector(BUSY) !== null;

/** Whether a change lies in the days on screen. */
export const concerns = ({ whole, spans }: Changes, { from, to }: Span) =>
  whole ||
  spans.some(
    (span) =>
      Date.parse(span.start_time) < Date.parse(at(addDays(to, 1))) && Date.parse(span.end_time) > Date.parse(at(from)),
  );

function useChanges({ from, to }: Span) {
  const client = useQueryClient();
  useEffect(() => {
    const leaving = new AbortController();
    let version: string | null = null;
    let pause = EVERY_MS;
    let timer: ReturnType<typeof setTimeout>;

    async function look() {
      if (document.hidden || isBusy()) return next();
      try {
        const changes = await changesSince(version, leaving.signal);
        pause = EVERY_MS;
        if (changes) {
          // Somebody may have begun to drag meanwhile: then this answer is asked for again.
          if (isBusy()) return next();
          const first = version === null;
          version = changes.version;
          if (concerns(changes, { from, to })) void changed(client);
          if (changes.whole && !first) void schedulesChanged(client);
        }
      } catch {
        pause = Math.min(pause * 2, RARELY_MS);
      }
      next();
    }
    function next() {
      if (!leaving.signal.aborted) timer = setTimeout(() => void look(), pause);
    }
    function back() {
      if (document.hidden) return;
      clearTimeout(timer);
      void look();
    }
    void look();
    document.addEventListener("visibilitychange", back);
    return () => {
      leaving.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", back);
    };
  }, [client, from, to]);
}

/** An hour that somebody is choosing is drawn as taken from its doctor, until when it is held. */
const heldAs = ({ id, doctor, start_time, end_time, kind, mine, holder_name, expires_at }: Hold): TimeOff => ({
  id,
  doctor_id: doctor.id,
  start_time,
  end_time,
  reason: `${kind === "ONLINE" ? "Reserva en línea" : mine ? "Retenida para usted" : `Retiene ${holder_name}`} hasta ${timeOf(expires_at)}`,
});

function useHeldHours(span: Span) {
  const client = useQueryClient();
  const { data } = useQuery(holdsQuery(span));
  const { from, to } = span;
  useEffect(() => {
    if (data) keepHeld(client, { from, to }, data.map(heldAs));
  }, [client, data, from, to]);
}
