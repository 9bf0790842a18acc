import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed as invoicesChanged } from "@/entities/invoice/changed";
import type { Method } from "@/entities/invoice/schema";
import { heldDetailSchema, packageSchema } from "@/entities/package/schema";
import { PACKAGE_REDEMPTIONS, PACKAGES, PATIENT_PACKAGES } from "@/entities/paths";
import { api } from "@/lib/api";
import type { PackageBody } from "./forms";

export function useSavePackage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      ...body
    }: Partial<PackageBody> & { id?: number; version?: number; active?: boolean }) =>
      id
        ? api(packageSchema, `${PACKAGES}/${id}`, { method: "PATCH", version, body })
        : api(packageSchema, PACKAGES, { method: "POST", body }),
    onSettled: () => void invoicesChanged(client),
  });
}

type Act =
  | { act: "sharers"; body: { patient_id: number } }
  | { act: "extensions"; body: { expires_on: string; reason: string }; version: number }
  | { act: "expiry" }
  | { act: "redemptions"; body: { item_id: number; patient_id: number } }
  | {
      act: "refunds";
      body: {
        items: { item_id: number; sessions: number }[];
        reason: string;
        settle: "REFUND" | "CREDIT" | null;
        method: Method | null;
      };
    };

/** What becomes of a package that was sold. Money and sessions move with it: invoices, accounts and reports too. */
export function useHeldAct(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ act, ...options }: Act) =>
      api(heldDetailSchema, `${PATIENT_PACKAGES}/${id}/${act}`, { method: "POST", ...options }),
    onSettled: () => void invoicesChanged(client),
  });
}

export function useUnshare(id: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (patientId: number) =>
      api(heldDetailSchema, `${PATIENT_PACKAGES}/${id}/sharers/${patientId}`, { method: "DELETE" }),
    onSettled: () => void invoicesChanged(client),
  });
}

export function useUndoSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(heldDetailSchema, `${PACKAGE_REDEMPTIONS}/${id}/undo`, { method: "POST", body: { reason } }),
    onSettled: () => void invoicesChanged(client),
  });
}
