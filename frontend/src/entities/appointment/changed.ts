import type { QueryClient } from "@tanstack/react-query";
import { APPOINTMENTS, HOLDS, VISIT_SERIES, WAITING_ROOM, WAITLIST } from "@/entities/paths";
import { invalidate } from "@/lib/resource";

/** An appointment was written: whatever counts, lists or offers hours is asked again. */
export const changed = (client: QueryClient) =>
  invalidate(client, [
    APPOINTMENTS,
    HOLDS,
    VISIT_SERIES,
    WAITING_ROOM,
    WAITLIST,
    "/citas/stranded-appointments",
    /^\/citas\/doctors\/\d+\/schedule$/,
  ]);
