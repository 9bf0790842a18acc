import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, pageOf } from "@/lib/api";
import {
  addendumSchema,
  entrySchema,
  noteSchema,
  type EntryValues,
  type HistoryEntry,
  type Note,
  type NoteBody,
} from "../schemas/records";
import { patientQuery } from "./patients";

const SERVICE = "/historia-clinica";
// Reading a record leaves a trace in the log: once a minute says enough.
const staleTime = 60_000;

const pages = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next: string | null }) => last.next,
};

export const historyQuery = (patientId: number) =>
  infiniteQueryOptions({
    queryKey: ["patients", "history", patientId],
    queryFn: ({ pageParam, signal }) =>
      api(pageOf(entrySchema), `${SERVICE}/patients/${patientId}/medical-history`, {
        query: { limit: 100, after: pageParam },
        signal,
      }),
    ...pages,
    staleTime,
  });

export const notesQuery = (patientId: number) =>
  infiniteQueryOptions({
    queryKey: ["notes", "patient", patientId],
    queryFn: ({ pageParam, signal }) =>
      api(pageOf(noteSchema), `${SERVICE}/patients/${patientId}/notes`, {
        query: { limit: 20, after: pageParam },
        signal,
      }),
    ...pages,
    staleTime,
  });

export const readNote = (id: number, signal?: AbortSignal) => api(noteSchema, `${SERVICE}/notes/${id}`, { signal });

/** A draft is opened as it is on the server, not as a list remembers it. */
export const noteQuery = (id: number) =>
  queryOptions({
    queryKey: ["notes", "one", id],
    queryFn: ({ signal }) => readNote(id, signal),
    staleTime: 0,
    gcTime: 0,
  });

export const visitNotesQuery = (appointmentId: number) =>
  queryOptions({
    queryKey: ["notes", "appointment", appointmentId],
    queryFn: ({ signal }) =>
      api(pageOf(noteSchema), `${SERVICE}/appointments/${appointmentId}/notes`, { query: { limit: 20 }, signal }),
    select: (page) => page.data,
    staleTime,
  });

export const createNote = (patientId: number, body: NoteBody) =>
  api(noteSchema, `${SERVICE}/patients/${patientId}/notes`, { method: "POST", body });

export const changeNote = (note: Note, body: NoteBody) =>
  api(noteSchema, `${SERVICE}/notes/${note.id}`, { method: "PATCH", body, version: note.version });

export function useSignNote() {
  const client = useQueryClient();
  return useMutation({
    // The version is the one that was read: nothing unread is signed.
    mutationFn: (note: Note) =>
      api(noteSchema, `${SERVICE}/notes/${note.id}/sign`, { method: "POST", version: note.version }),
    onSettled: () => client.invalidateQueries({ queryKey: ["notes"] }),
  });
}

export function useAddAddendum(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      api(addendumSchema, `${SERVICE}/notes/${noteId}/addenda`, { method: "POST", body: { text } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["notes"] }),
  });
}

/** Antecedents decide the alerts of the file, so both are asked again. */
function useRefreshRecord(patientId: number) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: historyQuery(patientId).queryKey }),
      client.invalidateQueries({ queryKey: patientQuery(patientId).queryKey }),
    ]);
}

export function useRecordEntry(patientId: number) {
  const refresh = useRefreshRecord(patientId);
  return useMutation({
    mutationFn: (body: EntryValues) =>
      api(entrySchema, `${SERVICE}/patients/${patientId}/medical-history`, { method: "POST", body }),
    onSuccess: refresh,
  });
}

export type EntryChanges = Partial<EntryValues> & { active?: boolean };

export function useChangeEntry(patientId: number) {
  const refresh = useRefreshRecord(patientId);
  return useMutation({
    mutationFn: ({ base, changes }: { base: HistoryEntry; changes: EntryChanges }) =>
      api(entrySchema, `${SERVICE}/medical-history/${base.id}`, {
        method: "PATCH",
        body: changes,
        version: base.version,
      }),
    onSettled: refresh,
  });
}

/** An entry as it is now. The service answers no single one, so the patient's list is asked. */
export async function readEntry(patientId: number, id: number) {
  let after: string | null = null;
  do {
    const page: { data: HistoryEntry[]; next: string | null } = await api(
      pageOf(entrySchema),
      `${SERVICE}/patients/${patientId}/medical-history`,
      { query: { limit: 100, after } },
    );
    const entry = page.data.find((row) => row.id === id);
    if (entry) return entry;
    after = page.next;
  } while (after);
  return null;
}
