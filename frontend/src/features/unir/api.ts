import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/patient/changed";
import { mergeSchema } from "@/entities/patient/merges";
import { api } from "@/lib/api";

type Body = { from_id: number; take: string[]; reason: string };

export function useMergeFiles(intoId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) =>
      api(mergeSchema, `/historia-clinica/patients/${intoId}/merges`, { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}
