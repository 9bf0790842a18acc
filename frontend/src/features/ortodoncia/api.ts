import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, CONTROLS, controlsOf } from "@/entities/orthodontics/queries";
import { controlSchema } from "@/entities/orthodontics/schema";
import { api } from "@/lib/api";

export function useRecord(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: object) => api(controlSchema, controlsOf(patientId), { method: "POST", body }),
    onSettled: () => changed(client, patientId),
  });
}

export function useWithdraw(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(controlSchema, `${CONTROLS}/${id}/withdraw`, { method: "POST", body: { reason } }),
    onSettled: () => changed(client, patientId),
  });
}
