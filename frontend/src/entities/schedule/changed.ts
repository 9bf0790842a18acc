import type { QueryClient } from "@tanstack/react-query";
import { invalidate } from "@/lib/resource";

/** Rooms, hours, holidays or absences were written: the hours that are free follow from them. */
export const changed = (client: QueryClient) =>
  invalidate(client, [
    "/citas/rooms",
    "/citas/equipment",
    "/citas/treatment-rules",
    "/citas/working-hours",
    "/citas/time-off",
    "/citas/holidays",
    "/citas/doctors",
    "/citas/booking-rules",
    "/citas/stranded-appointments",
    "/citas/appointments/check-availability",
    "/citas/appointments/free-slots",
  ]);
