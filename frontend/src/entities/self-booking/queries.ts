import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { changed as appointmentsChanged } from "@/entities/appointment/changed";
import { SELF_BOOKINGS, SELF_BOOKING_SETTINGS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { invalidate, resource } from "@/lib/resource";
import { onlineSettingsSchema, selfBookingSchema, type OnlineSettings } from "./schema";

export const onlineSettingsQuery = queryOptions(resource(onlineSettingsSchema, SELF_BOOKING_SETTINGS));

/** What waits for a decision, the longest first; or the latest that were decided. */
export const selfBookingsQuery = (decided: boolean) =>
  queryOptions({
    ...resource(listOf(selfBookingSchema), SELF_BOOKINGS, { decided: String(decided) }),
    refetchInterval: 30_000,
  });

/** One was decided: its hour is booked, or free. */
export function changed(client: QueryClient) {
  void appointmentsChanged(client);
  return invalidate(client, [SELF_BOOKINGS]);
}

export const settingsChanged = (client: QueryClient, saved: OnlineSettings) =>
  client.setQueryData(onlineSettingsQuery.queryKey, saved);
