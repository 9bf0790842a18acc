import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, kept } from "@/entities/odontogram/changed";
import type { Finding } from "@/entities/odontogram/findings";
import { ODONTOGRAMS, odontogramsOf } from "@/entities/odontogram/queries";
import { odontogramSchema, type Odontogram } from "@/entities/odontogram/schema";
import { api, nothing } from "@/lib/api";

/** A draft over what was last signed. `noteId`: the note it will be signed with. */
export const beginChart = (patientId: number, noteId: number | null) =>
  api(odontogramSchema, odontogramsOf(patientId), { method: "POST", body: noteId ? { note_id: noteId } : {} });

export const saveFindings = (chart: Odontogram, findings: Finding[]) =>
  api(odontogramSchema, `${ODONTOGRAMS}/${chart.id}/findings`, {
    method: "PUT",
    // Who noted each and when is kept by the service.
    body: { findings: findings.map(({ noted_at: _at, noted_by: _by, ...finding }) => finding) },
    version: chart.version,
  });

export function useBeginChart(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (noteId: number | null) => beginChart(patientId, noteId),
    onSuccess: (chart) => kept(client, chart),
    onError: () => changed(client, patientId),
  });
}

export function useSignChart(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    // The version is the one that was read: nothing unread is signed.
    mutationFn: (chart: Odontogram) =>
      api(odontogramSchema, `${ODONTOGRAMS}/${chart.id}/sign`, { method: "POST", body: {}, version: chart.version }),
    onSettled: () => changed(client, patientId),
  });
}

export function useDiscardChart(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (chart: Odontogram) =>
      api(nothing, `${ODONTOGRAMS}/${chart.id}`, { method: "DELETE", version: chart.version }),
    onSettled: () => changed(client, patientId),
  });
}
