import { queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { api, listOf } from "@/lib/api";
import { invalidate, resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

const busyFeedSchema = z.object({
  id: z.number(),
  name: z.string(),
  /** Of its address only the server. */
  host: z.string(),
  read_at: z.string().nullable(),
  failing_since: z.string().nullable(),
  failure: z.string().nullable(),
  blocks: z.number(),
  /** Visits that stand where it is busy. */
  clashes: z.array(z.object({ id: z.number(), start_time: z.string(), patient_name: z.string() })),
});
export type BusyFeed = z.infer<typeof busyFeedSchema>;

const FEEDS = "/citas/busy-feeds";
const ofDoctor = (doctorId: number) => `/citas/doctors/${doctorId}/busy-feeds`;
const changed = (client: QueryClient, doctorId: number) =>
  invalidate(client, [ofDoctor(doctorId), `/citas/doctors/${doctorId}/time-off`, APPOINTMENTS]);

/** It is read in the background: looked at again while it is on screen. */
export const busyFeedsQuery = (doctorId: number) =>
  queryOptions({ ...resource(listOf(busyFeedSchema), ofDoctor(doctorId)), refetchInterval: 20_000 });

export function useImportBusyFeed(doctorId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; url: string }) =>
      api(busyFeedSchema, ofDoctor(doctorId), { method: "POST", body }),
    onSettled: () => changed(client, doctorId),
  });
}

export function useReadBusyFeed(doctorId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(busyFeedSchema, `${FEEDS}/${id}/read`, { method: "POST" }),
    onSettled: () => changed(client, doctorId),
  });
}

export function useRemoveBusyFeed(doctorId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(z.unknown(), `${FEEDS}/${id}`, { method: "DELETE" }),
    onSettled: () => changed(client, doctorId),
  });
}
