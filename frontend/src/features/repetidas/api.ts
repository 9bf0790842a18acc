import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/patient/changed";
import { pairSchema, type Pair } from "@/entities/patient/pairs";
import { PATIENT_PAIRS } from "@/entities/paths";
import { api } from "@/lib/api";

/** Says that two files are of two people, or takes it back. */
export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ pair, areTwo }: { pair: Pair; areTwo: boolean }) =>
      api(pairSchema, `${PATIENT_PAIRS}/${pair.one.id}/${pair.other.id}/distinct`, {
        method: areTwo ? "POST" : "DELETE",
      }),
    onSettled: () => changed(client),
  });
}
