import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/invoice/changed";
import { invoiceSchema, movementSchema, paymentSchema } from "@/entities/invoice/schema";
import { api, listOf } from "@/lib/api";
import type { CreditBody } from "./credit";
import type { DraftBody, PaymentBody } from "./forms";
import type { PlanBody } from "./plan";

export function useCreateInvoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DraftBody) => api(invoiceSchema, "/facturacion/invoices", { method: "POST", body }),
    onSuccess: (invoice) => void changed(client, invoice),
  });
}

export function useSaveDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, body }: { id: number; version: number; body: DraftBody }) =>
      api(invoiceSchema, `/facturacion/invoices/${id}`, { method: "PATCH", body, version }),
    onSuccess: (invoice) => void changed(client, invoice),
  });
}

export function useIssueInvoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, seriesId }: { id: number; version: number; seriesId: number | null }) =>
      api(invoiceSchema, `/facturacion/invoices/${id}/issue`, {
        method: "POST",
        version,
        body: seriesId ? { series_id: seriesId } : {},
      }),
    onSuccess: (invoice) => void changed(client, invoice),
  });
}

/** Nobody wants it annulled any more, and the SRI's portal knows nothing of it yet. */
export function useWithdrawAnnulment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(invoiceSchema, `/facturacion/invoices/${id}/annulment`, { method: "DELETE" }),
    onSuccess: (invoice) => void changed(client, invoice),
  });
}

export function useCloseInvoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      ...body
    }: {
      id: number;
      version: number;
      status: "ANNULLED" | "DISCARDED";
      reason: string;
    }) => api(invoiceSchema, `/facturacion/invoices/${id}/status`, { method: "PATCH", version, body }),
    onSuccess: (invoice) => void changed(client, invoice),
  });
}

export function useReceivePayment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body, confirmed }: { id: number; body: PaymentBody; confirmed: boolean }) =>
      api(paymentSchema, `/facturacion/invoices/${id}/payments`, {
        method: "POST",
        body: confirmed ? { ...body, confirm_repeated: true } : body,
      }),
    // The answer is the payment alone, so the invoice is read again before this resolves.
    onSuccess: () => changed(client),
    // A refusal usually means that someone else charged first: show what is owed now.
    onError: () => void changed(client),
  });
}

export function useVoidPayment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(paymentSchema, `/facturacion/payments/${id}/void`, { method: "POST", body: { reason } }),
    onSuccess: () => changed(client),
  });
}

export function useCreditNote() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: CreditBody }) =>
      api(invoiceSchema, `/facturacion/invoices/${id}/credit-notes`, { method: "POST", body }),
    onSuccess: (invoice) => changed(client, invoice),
  });
}

/** Puts these instalments in the place of those in force; none ends them. */
export function useAgreePlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, body }: { id: number; version: number; body: PlanBody }) =>
      api(invoiceSchema, `/facturacion/invoices/${id}/instalments`, { method: "PUT", version, body }),
    onSuccess: (invoice) => changed(client, invoice),
    onError: () => void changed(client),
  });
}

/** Takes what was paid of an invoice to another of the same patient, or leaves it in their favour. */
export function useTransfer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: { to_invoice_id?: number; amount: string; reason: string } }) =>
      api(listOf(movementSchema), `/facturacion/invoices/${id}/transfers`, { method: "POST", body }),
    onSuccess: () => changed(client),
    onError: () => void changed(client),
  });
}

/** Pays the invoice with what its patient has in their favour. */
export function useApplyCredit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ patientId, parts }: { patientId: number; parts: { invoice_id: number; amount: string }[] }) =>
      api(listOf(movementSchema), `/facturacion/patients/${patientId}/applications`, {
        method: "POST",
        body: { invoices: parts },
      }),
    onSuccess: () => changed(client),
    onError: () => void changed(client),
  });
}
