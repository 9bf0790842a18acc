import { useMutation, useQueryClient } from "@tanstack/react-query";
import { WAITLIST } from "@/entities/paths";
import { changed } from "@/entities/waitlist/changed";
import { entrySchema, gapSchema, offerSchema, type Entry } from "@/entities/waitlist/schema";
import { api, listOf } from "@/lib/api";

/** Offers a freed hour to those who were chosen, else to the first of the list. */
export function useOffer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ gapId, entryIds }: { gapId: number; entryIds?: number[] }) =>
      api(listOf(offerSchema), `${WAITLIST}/gaps/${gapId}/offers`, {
        method: "POST",
        body: entryIds ? { entry_ids: entryIds } : {},
      }),
    onSettled: () => changed(client),
  });
}

/** Books the hour for somebody who said yes on the phone. */
export function useGive() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ gapId, entryId }: { gapId: number; entryId: number }) =>
      api(entrySchema, `${WAITLIST}/gaps/${gapId}/bookings`, { method: "POST", body: { entry_id: entryId } }),
    onSettled: () => changed(client),
  });
}

/** Lets an hour offer itself from now on, or no more. */
export function useAutomatic() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ gapId, automatic }: { gapId: number; automatic: boolean }) =>
      api(gapSchema, `${WAITLIST}/gaps/${gapId}/automatic`, { method: "PUT", body: { automatic } }),
    onSettled: () => changed(client),
  });
}

export function useWithdrawOffer() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(offerSchema, `${WAITLIST}/offers/${id}/withdraw`, { method: "POST", body: {} }),
    onSettled: () => changed(client),
  });
}

export function useWithdrawEntry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ entry, reason }: { entry: Entry; reason: string }) =>
      api(entrySchema, `${WAITLIST}/${entry.id}/withdraw`, {
        method: "POST",
        body: { reason },
        version: entry.version,
      }),
    onSettled: () => changed(client),
  });
}
