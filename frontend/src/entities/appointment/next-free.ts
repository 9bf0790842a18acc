import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { nextSlotSchema } from "./schema";

/** The first hour in which so many minutes fit, of each who attends; whoever is full for a month is not among the answers. */
export const nextFreeQuery = (minutes: number) =>
  queryOptions({
    ...resource(listOf(nextSlotSchema), `${APPOINTMENTS}/next-free`, { minutes }),
    placeholderData: keepPreviousData,
    // Time passes, and hours with it, though nobody books.
    refetchInterval: 60_000,
  });
