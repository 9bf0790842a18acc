import type { QueryClient } from "@tanstack/react-query";
import { APPOINTMENTS, WAITLIST } from "@/entities/paths";
import { invalidate } from "@/lib/resource";

/** The waiting list was written: who waits, who could come, and the agenda where an hour was given. */
export const changed = (client: QueryClient) => invalidate(client, [WAITLIST, APPOINTMENTS]);
