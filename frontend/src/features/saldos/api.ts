import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/invoice/changed";
import { movementSchema, type Method } from "@/entities/invoice/schema";
import { ACCOUNTS } from "@/entities/paths";
import { api, listOf } from "@/lib/api";

type Money = {
  amount: string;
  method: Method;
  reference: string | null;
  reason: string | null;
  bank?: string | null;
  due_on?: string | null;
};

/** Deposits and refunds: what is in a patient's favour grows or goes back. */
export function useMoveMoney(patientId: number, what: "deposits" | "refunds") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Money & { received_on?: string }) =>
      api(movementSchema, `${ACCOUNTS}/${patientId}/${what}`, { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}

export function useApply(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (invoices: { invoice_id: number; amount: string }[]) =>
      api(listOf(movementSchema), `${ACCOUNTS}/${patientId}/applications`, { method: "POST", body: { invoices } }),
    onSuccess: () => changed(client),
  });
}
