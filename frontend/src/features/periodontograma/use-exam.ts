"use client";

import { MutationObserver, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useUnsaved } from "@/components/form/use-unsaved";
import { kept } from "@/entities/periodontogram/changed";
import { readPeriodontogram } from "@/entities/periodontogram/queries";
import type { PeriodontalTooth, Periodontogram } from "@/entities/periodontogram/schema";
import { sameTeeth } from "@/entities/periodontogram/sites";
import { useMe } from "@/lib/session";
import { SheetSaver, type SaveState } from "@/lib/sheet-saver";
import { beginExam, saveTeeth } from "./api";
import { openExam, type Exam } from "./exam";
import { forgetHere, hereKey, keepHere, keptHere } from "./kept-here";

type Options = { patientId: number; current: Periodontogram | null; noteId: number | null; writable: boolean };

/** The exam as it is being filled: what is on the screen, and where it is kept. Mount it anew for another one. */
export function useExam({ patientId, current, noteId, writable }: Options) {
  const client = useQueryClient();
  const { id: userId, expires_at: session } = useMe();
  const key = hereKey(userId, patientId);
  // What could not be sent the last time, of this same draft.
  const [waiting] = useState(() => {
    const here = writable ? keptHere(key) : null;
    return here && here.id === (current?.id ?? null) ? here : null;
  });
  const [exam, setExam] = useState<Exam>(() => openExam(waiting?.teeth ?? current?.teeth ?? []));
  const [state, setState] = useState<SaveState<Periodontogram>>({ kind: "saved", at: current?.updated_at ?? null });
  const [now, setNow] = useState(current);
  const [saver] = useState(
    () =>
      new SheetSaver<Periodontogram, PeriodontalTooth[]>(
        {
          create: () => asMutation(client, () => beginExam(patientId, noteId)),
          save: (base, teeth) => asMutation(client, () => saveTeeth(base, teeth)),
          read: readPeriodontogram,
          bodyOf: ({ teeth }) => openExam(teeth).teeth,
          empty: openExam([]).teeth,
          same: sameTeeth,
          keep: (teeth, sheet) => keepHere(key, { id: sheet?.id ?? null, version: sheet?.version ?? 0, teeth }),
          forget: () => forgetHere(key),
        },
        waiting && current ? { ...current, version: waiting.version } : current,
        (next, saved) => {
          setState(next);
          setNow(saved);
          if (next.kind === "saved" && saved) kept(client, saved);
        },
        (teeth, why) => setExam((before) => ({ ...before, teeth, said: why, past: before.past.slice(0, -1) })),
      ),
  );

  useEffect(() => {
    if (writable) saver.change(exam.teeth);
  }, [saver, exam.teeth, writable]);

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

  useUnsaved(state.kind === "offline" || state.kind === "conflict", { keeps: true, discard: () => forgetHere(key) });

  return {
    exam,
    setExam,
    state,
    sheet: now,
    flush: () => saver.flush(),
    retry: () => saver.retry(),
    keepMine: () => saver.keepMine(),
    takeTheirs: () => {
      const { state: held } = saver;
      saver.takeTheirs();
      if (held.kind === "conflict") setExam((before) => ({ ...openExam(held.theirs.teeth), past: before.past }));
    },
  };
}
export type ExamInHand = ReturnType<typeof useExam>;

/** Through the cache of mutations, which notices a session that ended; offline it fails at once, and says so. */
const asMutation = <T>(client: QueryClient, mutationFn: () => Promise<T>) =>
  new MutationObserver<T>(client, { mutationFn, networkMode: "always" }).mutate();
