"use client";

import { MutationObserver, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useUnsaved } from "@/components/form/use-unsaved";
import { useZodForm } from "@/components/form/use-zod-form";
import { draftSaved } from "@/entities/record/changed";
import { readNote } from "@/entities/record/queries";
import type { Note } from "@/entities/record/schema";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";
import { useMe } from "@/lib/session";
import { changeNote, createNote } from "./api";
import { noteForm, toNoteBody, toNoteInput, waitingDiagnoses, type NoteInput } from "./forms";
import { NoteSaver, type SaveState } from "./note-saver";

export const draftKey = (patientId: number, noteId?: number) => `note:${patientId}:${noteId ?? "nueva"}`;

type Options = {
  patientId: number;
  note: Note | null;
  initial: NoteInput;
  onCreated: (note: Note) => void;
  /** The page is to be left: what can be saved is, and the editor asks about the rest. */
  onLeaving: (go: () => void) => void;
};

/**
 * The text of one note: in the form, in this page's memory, and on the server a moment after
 * each change. Mount it anew for another note.
 */
export function useNoteDraft({ patientId, note, initial, onCreated, onLeaving }: Options) {
  const client = useQueryClient();
  const { expires_at: session } = useMe();
  const stored = note ? toNoteInput(note) : initial;
  const [kept] = useState(() => draftOf<NoteInput>(draftKey(patientId, note?.id)));
  const form = useZodForm(noteForm, { defaultValues: kept ?? stored });
  const [state, setState] = useState<SaveState>({ kind: "saved", at: note?.updated_at ?? null });
  const [waiting, setWaiting] = useState(0);
  const [saver] = useState(
    () =>
      new NoteSaver(
        {
          create: async (body) => {
            const created = await asMutation(client, () => createNote(patientId, body));
            dropDraft(draftKey(patientId));
            onCreated(created);
            return created;
          },
          change: (stored, body) => asMutation(client, () => changeNote(stored, body)),
          read: readNote,
        },
        note,
        toNoteBody(stored),
        setState,
      ),
  );

  useEffect(() => {
    const take = (values: NoteInput) => {
      saver.change(toNoteBody(values));
      setWaiting(waitingDiagnoses(values));
      const key = draftKey(patientId, saver.note?.id);
      if (saver.dirty || waitingDiagnoses(values) > 0) keepDraft(key, values);
      else dropDraft(key);
    };
    const unsubscribe = form.subscribe({
      formState: { values: true },
      callback: ({ values }) => take(values as NoteInput),
    });
    if (kept) take(kept);
    const leave = () => void (document.visibilityState === "hidden" && saver.flush().catch(() => undefined));
    document.addEventListener("visibilitychange", leave);
    return () => {
      unsubscribe();
      document.removeEventListener("visibilitychange", leave);
      saver.stop();
      if (!saver.dirty) return;
      // Left in the middle: what can be saved is saved, and the rest waits in memory.
      void saver.flush().then(
        (saved) => {
          dropDraft(draftKey(patientId, saved?.id));
          return draftSaved(client);
        },
        () => undefined,
      );
    };
    // One subscription for the life of the editor.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    if (state.kind === "saved" && waiting === 0) dropDraft(draftKey(patientId, saver.note?.id));
  }, [state, waiting, saver, patientId]);

  // The session or the connection is back.
  useEffect(() => saver.retry(), [saver, session]);
  useEffect(() => {
    const again = () => saver.retry();
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [saver]);

  const unsaved = state.kind !== "saved" || waiting > 0;
  useUnsaved(unsaved, { ask: onLeaving });

  return {
    form,
    state,
    unsaved,
    waiting,
    note: saver.note,
    flush: () => saver.flush(),
    retry: () => saver.retry(),
    recheck: () => saver.recheck(),
    keepMine: () => saver.keepMine(),
    takeTheirs: (theirs: Note) => {
      const input = toNoteInput(theirs);
      saver.takeTheirs(toNoteBody(input));
      form.reset(input);
    },
    /** Forgets what was never saved. */
    forget: () => {
      saver.stop();
      dropDraft(draftKey(patientId, saver.note?.id));
    },
    refresh: () => draftSaved(client),
  };
}

/** Through the cache of mutations, which notices a session that ended; offline it fails at once, and says so. */
const asMutation = <T>(client: QueryClient, mutationFn: () => Promise<T>) =>
  new MutationObserver<T>(client, { mutationFn, networkMode: "always" }).mutate();
