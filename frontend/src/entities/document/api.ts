import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { upload } from "@/lib/files";
import { changed } from "./changed";
import type { AttachValues, DocumentValues } from "./forms";
import { DOCUMENTS, documentsOf, pairsOf } from "./queries";
import { documentSchema, pairsSchema, type PatientDocument } from "./schema";

/** Uploads one file and attaches it. */
export function useAttach(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, ...values }: AttachValues & { file: File }) => {
      const stored = await upload("historia-clinica", file);
      return api(documentSchema, documentsOf(patientId), { method: "POST", body: { ...values, file_id: stored.id } });
    },
    onSuccess: () => changed(client, patientId),
  });
}

export function useChangeDocument() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ document, values }: { document: PatientDocument; values: DocumentValues }) =>
      api(documentSchema, `${DOCUMENTS}/${document.id}`, { method: "PATCH", body: values, version: document.version }),
    onSettled: (_done, _error, { document }) => changed(client, document.patient_id),
  });
}

export function useWithdraw() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ document, reason }: { document: PatientDocument; reason: string }) =>
      api(documentSchema, `${DOCUMENTS}/${document.id}/withdraw`, {
        method: "POST",
        body: { reason },
        version: document.version,
      }),
    onSettled: (_done, _error, { document }) => changed(client, document.patient_id),
  });
}

export function useRestore() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (document: PatientDocument) =>
      api(documentSchema, `${DOCUMENTS}/${document.id}/restore`, { method: "POST", version: document.version }),
    onSettled: (_done, _error, document) => changed(client, document.patient_id),
  });
}

export type Arrangement = { title: string; shift_x: string; shift_y: string; scale: string; turn: string };

export function useArrange(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Arrangement & { before_id: number; after_id: number }) =>
      api(pairsSchema, pairsOf(patientId), { method: "PUT", body }),
    onSuccess: () => changed(client, patientId),
  });
}
