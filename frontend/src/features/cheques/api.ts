import { useMutation, useQueryClient } from "@tanstack/react-query";
import { chequeSchema, type Cheque } from "@/entities/cheque/schema";
import { changed } from "@/entities/invoice/changed";
import { CHEQUES } from "@/entities/paths";
import { api } from "@/lib/api";

type What = "deposit" | "bounce" | "return";
type Act = { cheque: Cheque; what: What | `${What}/undo`; reason?: string };

/** Deposits, bounces or gives back a cheque, or takes that back: what its invoice owes may follow. */
export function useCheque() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ cheque, what, reason }: Act) =>
      api(chequeSchema, `${CHEQUES}/${cheque.id}/${what}`, {
        method: "POST",
        body: what.endsWith("undo") ? undefined : { reason },
        version: cheque.version,
      }),
    onSuccess: () => changed(client),
  });
}
