import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { PATIENTS, timelineOf } from "@/entities/paths";
import { api, pageOf } from "@/lib/api";
import { fileOf } from "@/lib/http";
import { growing, resource } from "@/lib/resource";
import {
  cie10FoundSchema,
  entrySchema,
  noteSchema,
  timelineEntrySchema,
  type EntryKind,
  type HistoryEntry,
} from "./schema";

const SERVICE = "/historia-clinica";
// Reading a record leaves a trace in the log: once a minute says enough.
const staleTime = 60_000;

export const historyOf = (patientId: number) => `${PATIENTS}/${patientId}/medical-history`;

export const historyQuery = (patientId: number) =>
  infiniteQueryOptions({ ...growing(entrySchema, historyOf(patientId), { limit: 100 }), staleTime });

/** An entry as it is now. The service answers no single one, so the patient's list is asked. */
export async function readEntry(patientId: number, id: number) {
  let after: string | null = null;
  do {
    const page: { data: HistoryEntry[]; next: string | null } = await api(pageOf(entrySchema), historyOf(patientId), {
      query: { limit: 100, after },
    });
    const entry = page.data.find((row) => row.id === id);
    if (entry) return entry;
    after = page.next;
  } while (after);
  return null;
}

export const notesQuery = (patientId: number) =>
  infiniteQueryOptions({ ...growing(noteSchema, `${PATIENTS}/${patientId}/notes`, { limit: 20 }), staleTime });

export const readNote = (id: number) => api(noteSchema, `${SERVICE}/notes/${id}`);

/** A signed note on paper (form 002), with the code by which it is told from a forged one. */
export const notePdf = (id: number) => `/api${SERVICE}/notes/${id}/form-002.pdf`;
/** To whom the patient of a note is sent (form 053). */
export const referralPdf = (id: number, wish: object) => fileOf(`${SERVICE}/notes/${id}/form-053.pdf`, { body: wish });
/** The notes of the last months on paper (form 005). */
export const evolutionPdf = (patientId: number) => `/api${PATIENTS}/${patientId}/form-005.pdf`;

/** A draft is opened as it is on the server, not as a list remembers it. */
export const noteQuery = (id: number) =>
  queryOptions({ ...resource(noteSchema, `${SERVICE}/notes/${id}`), staleTime: 0, gcTime: 0 });

export const visitNotesQuery = (appointmentId: number) =>
  queryOptions({
    ...resource(pageOf(noteSchema), `${SERVICE}/appointments/${appointmentId}/notes`, { limit: 20 }),
    select: (page) => page.data,
    staleTime,
  });

/** Codes of the CIE-10 by code or words; none where the clinic has not loaded its table. */
export const cie10Search = (text: string) =>
  queryOptions({
    ...resource(cie10FoundSchema, `${SERVICE}/cie10`, { q: text, limit: 20 }),
    select: (found) => found.data,
    staleTime: 10 * 60_000,
  });

/** The record by time, the last first: of these kinds, with these words. */
export const timelineQuery = (patientId: number, kinds: readonly EntryKind[], search: string) =>
  infiniteQueryOptions({
    ...growing(timelineEntrySchema, timelineOf(patientId), { kinds: kinds.join(","), search, limit: 50 }),
    staleTime,
  });
