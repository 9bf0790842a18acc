import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, ORAL_HEALTH, oralHealthOf } from "@/entities/oral-health/queries";
import { oralHealthSchema } from "@/entities/oral-health/schema";
import { api } from "@/lib/api";

export function useRecord(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => api(oralHealthSchema, oralHealthOf(patientId), { method: "POST", body }),
    onSettled: () => changed(client, patientId),
  });
}

export function useWithdraw(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(oralHealthSchema, `${ORAL_HEALTH}/${id}/withdraw`, { method: "POST", body: { reason } }),
    onSettled: () => changed(client, patientId),
  });
}
