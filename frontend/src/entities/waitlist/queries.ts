import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { WAITLIST } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import {
  candidatesSchema,
  entrySchema,
  gapSchema,
  madeLinkSchema,
  recoveredSchema,
  recoveredVisitsSchema,
  turnSchema,
} from "./schema";

// Others offer and accept meanwhile: it is looked at again while it is on screen.
const REFRESH_MS = 30_000;

export const entriesQuery = (params: ApiOptions["query"]) =>
  queryOptions({
    ...resource(pageOf(entrySchema), WAITLIST, params),
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });

/** Freed hours to come, with what was offered of each. */
export const gapsQuery = queryOptions({
  ...resource(listOf(gapSchema), `${WAITLIST}/gaps`),
  refetchInterval: REFRESH_MS,
});

/** The hour that an appointment left, while somebody could still come. */
export const gapOfVisitQuery = (appointmentId: number | null) =>
  queryOptions({
    ...resource(listOf(gapSchema), `${WAITLIST}/gaps`, { appointment_id: appointmentId }),
    enabled: appointmentId !== null,
  });

export const candidatesQuery = (gapId: number | null) =>
  queryOptions({
    ...resource(candidatesSchema, `${WAITLIST}/gaps/${gapId}/candidates`),
    enabled: gapId !== null,
    refetchInterval: REFRESH_MS,
  });

/** Which hours an entry was offered, and which not, and why. */
export const turnsQuery = (entryId: number) =>
  queryOptions(resource(listOf(turnSchema), `${WAITLIST}/${entryId}/history`));

export const recoveredQuery = (from: string, to: string) =>
  queryOptions(resource(recoveredSchema, `${WAITLIST}/recovered`, { from, to }));

/** The visits that the list filled in these days, each with its invoice. */
export const recoveredVisitsQuery = (from: string, to: string) =>
  queryOptions({
    ...resource(recoveredVisitsSchema, `${WAITLIST}/recovered/visits`, { from, to }),
    placeholderData: keepPreviousData,
  });

/** A new link each time: the clinic keeps none. */
export const offerLinkQuery = (id: number) =>
  queryOptions({
    queryKey: ["link", WAITLIST, id],
    queryFn: () => api(madeLinkSchema, `${WAITLIST}/offers/${id}/links`, { method: "POST", body: {} }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
