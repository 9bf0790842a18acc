"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { changed as schedulesChanged } from "@/entities/schedule/changed";
import { addDays, at } from "@/lib/dates";
import { changed } from "./changed";
import { changesSince, type Changes } from "./changes";

/** What it takes to ask and to read the days again must fit into the rest of three seconds, on a busy machine too. */
const EVERY_MS = 1500;
/** After a failure it is asked more rarely, up to this. */
const RARELY_MS = 30_000;
/** While somebody drags, or has a menu open, nothing may move under the pointer; what changed is drawn right after. */
const BUSY = "[role=menu], [data-dragging], .ec-dragging, .ec-resizing-x, .ec-resizing-y, .ec-selecting";

type Span = { from: string; to: string };

const isBusy = () => document.querySelector(BUSY) !== null;

/** Whether a change lies in the days on screen. */
export const concerns = ({ whole, spans }: Changes, { from, to }: Span) =>
  whole ||
  spans.some(
    (span) =>
      Date.parse(span.start_time) < Date.parse(at(addDays(to, 1))) && Date.parse(span.end_time) > Date.parse(at(from)),
  );

/** What somebody else writes in these days is asked again within three seconds, on any page that shows them. */
export function useChanges({ from, to }: Span) {
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
