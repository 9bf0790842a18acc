import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { invalidate } from "@/lib/resource";
import { feedPath } from "./queries";
import { feedOfDoctorSchema, feedSchema, type Feed } from "./schema";

const changed = (client: QueryClient, doctorId: number) => invalidate(client, [feedPath(doctorId)]);

/** A new address, which ends the one before. */
export function useMakeFeed(doctorId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (names: Feed["names"]) => api(feedSchema, feedPath(doctorId), { method: "POST", body: { names } }),
    onSettled: () => changed(client, doctorId),
  });
}

export function useRevokeFeed(doctorId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api(feedOfDoctorSchema, feedPath(doctorId), { method: "DELETE" }),
    onSettled: () => changed(client, doctorId),
  });
}
