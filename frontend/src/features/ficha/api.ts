import { dataConsentSchema, type FamilyLink, familyLinkSchema, type Purpose } from "@/entities/patient/admission";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/patient/changed";
import { mergeSchema } from "@/entities/patient/merges";
import type { PatientValues } from "@/entities/patient/form";
import { patientSchema, type Patient } from "@/entities/patient/schema";
import { exportsChanged, historyChanged, notesChanged, restrictionsChanged } from "@/entities/record/changed";
import { exportSchema, exportsOf } from "@/entities/record/exports";
import { handoverSchema, supervisionSchema } from "@/entities/record/pending";
import { openingSchema, restrictedNoteSchema } from "@/entities/record/restrictions";
import {
  addendumSchema,
  entrySchema,
  noteSchema,
  type Diagnosis,
  type HistoryEntry,
  type Note,
} from "@/entities/record/schema";
import { api, listOf, nothing } from "@/lib/api";
import { isApiError } from "@/lib/problem";
import type { EntryValues, NoteBody } from "./forms";

const SERVICE = "/historia-clinica";

export type PatientChanges = Partial<PatientValues> & { active?: boolean };

export function useChangePatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ base, changes }: { base: Patient; changes: PatientChanges }) =>
      api(patientSchema, `/historia-clinica/patients/${base.id}`, {
        method: "PATCH",
        body: changes,
        version: base.version,
      }),
    onSuccess: (patient) => void changed(client, patient),
    onError: (error) => void (isApiError(error, 412) && changed(client)),
  });
}

type ConsentBody = { purpose: Purpose; given: boolean; given_by: string };

export function useConsent(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ConsentBody) =>
      api(dataConsentSchema, `${SERVICE}/patients/${patientId}/data-consents`, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export function useLinkRelative(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { relative_id: number; relation: FamilyLink["relation"] }) =>
      api(listOf(familyLinkSchema), `${SERVICE}/patients/${patientId}/family`, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export function useUnlinkRelative() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(nothing, `${SERVICE}/family-links/${id}`, { method: "DELETE" }),
    onSettled: () => changed(client),
  });
}

export function useSeparate() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(mergeSchema, `${SERVICE}/merges/${id}/separate`, { method: "POST", body: { reason } }),
    onSuccess: () => changed(client),
  });
}

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
    onSettled: () => notesChanged(client),
  });
}

/** Chooses who co-signs a note, of a draft or of one that waits. */
export function useChooseSupervisor(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (supervisorId: number) =>
      api(supervisionSchema, `${SERVICE}/notes/${noteId}/supervisor`, {
        method: "PUT",
        body: { supervisor_id: supervisorId },
      }),
    onSettled: () => notesChanged(client),
  });
}

export function useCosign(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (remark: string | null) =>
      api(supervisionSchema, `${SERVICE}/notes/${noteId}/cosignature`, { method: "POST", body: { remark } }),
    onSettled: () => notesChanged(client),
  });
}

/** Sends a note that waits back to its author, with what is to be mended. */
export function useSendBack(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      api(supervisionSchema, `${SERVICE}/notes/${noteId}/returns`, { method: "POST", body: { reason } }),
    onSettled: () => notesChanged(client),
  });
}

/** Gives a draft, as it was read, to a colleague. */
export function useHandOver(note: Note) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (toId: number) =>
      api(handoverSchema, `${SERVICE}/notes/${note.id}/handovers`, {
        method: "POST",
        body: { to_id: toId },
        version: note.version,
      }),
    onSettled: () => notesChanged(client),
  });
}

export function useTakeBack(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(handoverSchema, `${SERVICE}/notes/${noteId}/handovers/take-back`, { method: "POST" }),
    onSettled: () => notesChanged(client),
  });
}

export function useAddAddendum(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (text: string) =>
      api(addendumSchema, `${SERVICE}/notes/${noteId}/addenda`, { method: "POST", body: { text } }),
    onSuccess: () => notesChanged(client),
  });
}

/** Asks for a copy of the whole record: the relay makes it. */
export function useAskExport(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(exportSchema, exportsOf(patientId), { method: "POST" }),
    onSettled: () => exportsChanged(client, patientId),
  });
}

export function useRestrictNote(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (roles: string[]) =>
      api(restrictedNoteSchema, `${SERVICE}/notes/${noteId}/restrictions`, { method: "POST", body: { roles } }),
    onSettled: () => restrictionsChanged(client),
  });
}

export function useLiftRestriction(noteId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(restrictedNoteSchema, `${SERVICE}/notes/${noteId}/restrictions/lift`, { method: "POST" }),
    onSettled: () => restrictionsChanged(client),
  });
}

/** Breaks the glass: the note is read for an hour, and who answers for the clinic sees why. */
export function useOpenNote() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ noteId, reason }: { noteId: number; reason: string }) =>
      api(openingSchema, `${SERVICE}/notes/${noteId}/openings`, { method: "POST", body: { reason } }),
    onSuccess: () => restrictionsChanged(client),
  });
}

export function useRecordEntry(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: EntryValues) =>
      api(entrySchema, `${SERVICE}/patients/${patientId}/medical-history`, { method: "POST", body }),
    onSuccess: () => historyChanged(client, patientId),
  });
}

/** A diagnosis becomes one of the patient's problems. */
export function useAddProblem(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ code, description }: Diagnosis) =>
      api(entrySchema, `${SERVICE}/patients/${patientId}/medical-history`, {
        method: "POST",
        body: { category: "CONDITION", description, cie10_code: code },
      }),
    onSuccess: () => historyChanged(client, patientId),
  });
}

const NO_ALLERGIES = "no-known-allergies";

export function useDenyAllergies(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(nothing, `${SERVICE}/patients/${patientId}/${NO_ALLERGIES}`, { method: "POST" }),
    onSettled: () => historyChanged(client, patientId),
  });
}

export function useWithdrawDenial(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(nothing, `${SERVICE}/patients/${patientId}/${NO_ALLERGIES}`, { method: "DELETE" }),
    onSettled: () => historyChanged(client, patientId),
  });
}

export type EntryChanges = Partial<EntryValues> & { active?: boolean };

export function useChangeEntry(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ base, changes }: { base: HistoryEntry; changes: EntryChanges }) =>
      api(entrySchema, `${SERVICE}/medical-history/${base.id}`, {
        method: "PATCH",
        body: changes,
        version: base.version,
      }),
    onSettled: () => historyChanged(client, patientId),
  });
}
