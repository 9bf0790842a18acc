"use client";

import { MutationObserver, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useUnsaved } from "@/components/form/use-unsaved";
import { kept } from "@/entities/odontogram/changed";
import { sameFindings, type Finding } from "@/entities/odontogram/findings";
import { readOdontogram } from "@/entities/odontogram/queries";
import type { Odontogram } from "@/entities/odontogram/schema";
import { useMe } from "@/lib/session";
import { SheetSaver, type SaveState } from "@/lib/sheet-saver";
import { beginChart, saveFindings } from "./api";
import { forgetHere, hereKey, keepHere, keptHere, withRemarks } from "./kept-here";
import { openMouth, refuse, type Mouth } from "./mouth";

type Options = { patientId: number; chart: Odontogram | null; noteId: number | null; writable: boolean };

/** The chart as it is being filled: what is on the screen, and where it is kept. Mount it anew for another one. */
export function useChart({ patientId, chart, noteId, writable }: Options) {
  const client = useQueryClient();
  const { id: userId, expires_at: session } = useMe();
  const key = hereKey(userId, patientId);
  const stored = (chart?.findings ?? []) as Finding[];
  // What could not be sent the last time, of this same draft.
  const [waiting] = useState(() => {
    const here = writable ? keptHere(key) : null;
    if (!here || here.id !== (chart?.id ?? null)) return null;
    return { ...here, findings: withRemarks(here.findings, stored) };
  });
  const [mouth, setMouth] = useState<Mouth>(() => openMouth(waiting?.findings ?? stored));
  const [state, setState] = useState<SaveState<Odontogram>>({ kind: "saved", at: chart?.updated_at ?? null });
  const [now, setNow] = useState(chart);
  const [saver] = useState(
    () =>
      new SheetSaver<Odontogram, Finding[]>(
        {
          create: () => asMutation(client, () => beginChart(patientId, noteId)),
          save: (base, findings) => asMutation(client, () => saveFindings(base, findings)),
          read: readOdontogram,
          bodyOf: ({ findings }) => findings as Finding[],
          empty: [],
          same: sameFindings,
          keep: (findings, sheet, changes) =>
            keepHere(key, { id: sheet?.id ?? null, version: sheet?.version ?? 0, changes, findings }),
          forget: () => forgetHere(key),
        },
        waiting && chart ? { ...chart, version: waiting.version } : chart,
        (next, saved) => {
          setState(next);
          setNow(saved);
          if (next.kind !== "saved" || !saved) return;
          kept(client, saved);
          // The service says who noted each, and when.
          const said = saved.findings as Finding[];
          setMouth((before) => (sameFindings(before.findings, said) ? { ...before, findings: said } : before));
        },
        (findings, why) => setMouth((before) => refuse({ ...before, findings, past: before.past.slice(0, -1) }, why)),
      ),
  );

  useEffect(() => {
    if (writable) saver.change(mouth.findings);
  }, [saver, mouth.findings, writable]);

  // The session or the connection is back.
  useEffect(() => saver.retry(), [saver, session]);
  useEffect(() => {
    saver.start();
    const again = () => saver.retry();
    window.addEventListener("online", again);
    return () => {
      window.removeEventListener("online", again);
      saver.stop();
      if (saver.dirty) void saver.flush().catch(() => undefined);
    };
  }, [saver]);

  useUnsaved(state.kind === "offline" || state.kind === "conflict", {
    keeps: true,
    discard: () => forgetHere(key),
  });

  return {
    mouth,
    setMouth,
    state,
    chart: now,
    flush: () => saver.flush(),
    retry: () => saver.retry(),
    keepMine: () => saver.keepMine(),
    takeTheirs: () => {
      const { state: held } = saver;
      saver.takeTheirs();
      if (held.kind === "conflict")
        setMouth((before) => ({ ...openMouth(held.theirs.findings as Finding[], before.tooth), past: before.past }));
    },
  };
}
export type ChartInHand = ReturnType<typeof useChart>;

/** Through the cache of mutations, which notices a session that ended; offline it fails at once, and says so. */
const asMutation = <T>(client: QueryClient, mutationFn: () => Promise<T>) =>
  new MutationObserver<T>(client, { mutationFn, networkMode: "always" }).mutate();
