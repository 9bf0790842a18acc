import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, kept } from "@/entities/periodontogram/changed";
import { PERIODONTOGRAMS, periodontogramsOf } from "@/entities/periodontogram/queries";
import {
  SITES,
  periodontogramSchema,
  type PeriodontalTooth,
  type Periodontogram,
} from "@/entities/periodontogram/schema";
import { api, nothing } from "@/lib/api";

export const beginExam = (patientId: number, noteId: number | null) =>
  api(periodontogramSchema, periodontogramsOf(patientId), { method: "POST", body: noteId ? { note_id: noteId } : {} });

/** What is computed is the service's: only what was measured is sent. */
const bodyOf = ({ sites, ...tooth }: PeriodontalTooth) => ({
  ...tooth,
  sites: Object.fromEntries(
    SITES.map((key) => {
      const { attachment: _attachment, ...site } = sites[key];
      return [key, site];
    }),
  ),
});

export const saveTeeth = (exam: Periodontogram, teeth: PeriodontalTooth[]) =>
  api(periodontogramSchema, `${PERIODONTOGRAMS}/${exam.id}/sites`, {
    method: "PUT",
    body: { teeth: teeth.map(bodyOf) },
    version: exam.version,
  });

export function useBeginExam(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (noteId: number | null) => beginExam(patientId, noteId),
    onSuccess: (exam) => kept(client, exam),
    onError: () => changed(client, patientId),
  });
}

export function useSignExam(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    // The version is the one that was read: nothing unread is signed.
    mutationFn: (exam: Periodontogram) =>
      api(periodontogramSchema, `${PERIODONTOGRAMS}/${exam.id}/sign`, {
        method: "POST",
        body: {},
        version: exam.version,
      }),
    onSettled: () => changed(client, patientId),
  });
}

export function useDiscardExam(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (exam: Periodontogram) =>
      api(nothing, `${PERIODONTOGRAMS}/${exam.id}`, { method: "DELETE", version: exam.version }),
    onSettled: () => changed(client, patientId),
  });
}
