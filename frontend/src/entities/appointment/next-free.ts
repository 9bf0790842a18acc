import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

const nextSlotSchema = z.object({
  start_time: z.string(),
  end_time: z.string(),
  doctor: z.object({ id: z.number(), name: z.string() }),
});
export type NextSlot = z.infer<typeof nextSlotSchema>;

/** The first hour in which so many minutes fit, of each who attends; whoever is full for a month is not among the answers. */
export const nextFreeQuery = (minutes: number) =>
  queryOptions({
    ...resource(listOf(nextSlotSchema), `${APPOINTMENTS}/next-free`, { minutes }),
    placeholderData: keepPreviousData,
    // Time passes, and hours with it, though nobody books.
    refetchInterval: 60_000,
  });
