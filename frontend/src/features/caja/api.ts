import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/cash/changed";
import { cashRulesSchema, cashSessionSchema, movementSchema, tillSchema, type Piece } from "@/entities/cash/schema";
import { changed as invoicesChanged } from "@/entities/invoice/changed";
import { invoiceSchema, mailedReceiptSchema, type Invoice, type Method } from "@/entities/invoice/schema";
import { CASH, INVOICES, TILLS } from "@/entities/paths";
import { api } from "@/lib/api";
import type { Detail } from "./charge";
import type { Correction } from "./draft";

/** Corrections of a draft by this name: what charges it waits for them. */
export const CORRECTING = ["correct-draft"];

/** Changes a part of a draft over the version that is on the screen. */
export function useCorrect({ id, version }: Pick<Invoice, "id" | "version">) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: CORRECTING,
    /** `at`: over this version instead, for what takes a correction back. */
    mutationFn: ({ at = version, ...body }: Correction & { at?: number }) =>
      api(invoiceSchema, `${INVOICES}/${id}`, { method: "PATCH", version: at, body }),
    onSuccess: (invoice) => invoicesChanged(client, invoice),
    // Somebody else may have changed or charged it: show how it stands.
    onError: () => void invoicesChanged(client),
  });
}

type Payment = Partial<Record<Detail | "note", string>> & {
  method: Method;
  amount: string;
  reference: string | null;
  confirm_repeated?: boolean;
};
/** `credit` is what the patient had in their favour and pays with. */
type ChargeWish = { id: number; version?: number; payments: Payment[]; credit?: string };

/** Issues a draft and takes what is given for it, or nothing of it. */
export function useCharge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, ...body }: ChargeWish) =>
      api(invoiceSchema, `${INVOICES}/${id}/charge`, { method: "POST", version, body }),
    onSuccess: (invoice) => invoicesChanged(client, invoice),
    // A refusal usually means that somebody else charged first, or that the till was closed: show how it stands.
    onError: () => void invoicesChanged(client),
  });
}

/** An account of a patient who had no appointment: a draft, made out to them until somebody else deduces it. */
export function useOpenAccount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Correction & { patient_id: number }) => api(invoiceSchema, INVOICES, { method: "POST", body }),
    onSuccess: (invoice) => invoicesChanged(client, invoice),
  });
}

/** To the address of whoever deduces it, or to `to`. */
export const useMailReceipt = (id: number) =>
  useMutation({
    mutationFn: (to: string | null) =>
      api(mailedReceiptSchema, `${INVOICES}/${id}/receipt/mail`, { method: "POST", body: { to } }),
  });

/** An act on one session; what is answered is the session as it stands then. */
function useSessionAct<Body>(verb: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: Body }) =>
      api(cashSessionSchema, `${CASH}/sessions/${id}/${verb}`, { method: "POST", body }),
    onSuccess: (session) => changed(client, session),
    // Somebody else may have closed it meanwhile: show how it stands.
    onError: () => void changed(client),
  });
}

export const useCount = () =>
  useSessionAct<{ pieces: Piece[]; methods: { method: Method; counted: string }[] }>("count");
export const useClose = () => useSessionAct<{ left_in_till: string; reason: string | null }>("close");
export const useReopen = () => useSessionAct<{ reason: string }>("reopen");

export function useMoveCash(sessionId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { kind: string; amount: string; concept: string }) =>
      api(movementSchema, `${CASH}/sessions/${sessionId}/movements`, { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}

export function useCreateTill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string }) => api(tillSchema, TILLS, { method: "POST", body }),
    onSuccess: () => changed(client),
  });
}

/** Another name for a till, or whether it is used, over the version that is on the screen. */
export function useChangeTill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, ...body }: { id: number; version: number; name?: string; active?: boolean }) =>
      api(tillSchema, `${TILLS}/${id}`, { method: "PATCH", version, body }),
    // Somebody else may have changed it: show how it stands.
    onSettled: () => void changed(client),
  });
}

export function useChangeRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, blind_count }: { version: number; blind_count: boolean }) =>
      api(cashRulesSchema, `${TILLS}/rules`, { method: "PUT", version, body: { blind_count } }),
    onSuccess: () => changed(client),
  });
}
