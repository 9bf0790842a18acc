import { useMutation, useQueryClient } from "@tanstack/react-query";
import { restrictionsChanged } from "@/entities/record/changed";
import { OPENINGS, openingSchema } from "@/entities/record/restrictions";
import { api } from "@/lib/api";

export function useReview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(openingSchema, `${OPENINGS}/${id}/review`, { method: "POST" }),
    onSettled: () => restrictionsChanged(client),
  });
}
