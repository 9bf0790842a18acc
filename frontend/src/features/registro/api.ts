import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, pageOf } from "@/lib/api";
import { entrySchema, personSchema, statsSchema } from "./schemas";

type Params = ListState["params"];

/** The service has one order, the newest first, so no sort travels. */
const asked = (params: Params) => ({ ...params, sort: undefined });

export const askEntries = (params: Params, signal?: AbortSignal) =>
  api(pageOf(entrySchema), "/logs/logs", { query: asked(params), signal });

export const entriesQuery = (params: Params) =>
  queryOptions({
    queryKey: ["logs", "list", params],
    queryFn: ({ signal }) => askEntries(params, signal),
    placeholderData: keepPreviousData,
  });

export const entryQuery = (id: number) =>
  queryOptions({
    queryKey: ["logs", "entry", id],
    queryFn: ({ signal }) => api(entrySchema, `/logs/logs/${id}`, { signal }),
    // What was written never changes.
    staleTime: Infinity,
  });

export type Period = { from: string | null; to: string | null };

export const statsQuery = (period: Period) =>
  queryOptions({
    queryKey: ["logs", "stats", period],
    queryFn: ({ signal }) => api(statsSchema, "/logs/logs/stats", { query: period, signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** Who may be filtered by: a clinic's people fit one answer. */
export const peopleQuery = queryOptions({
  queryKey: ["users", "names"],
  queryFn: ({ signal }) =>
    api(pageOf(personSchema), "/auth/users", { query: { sort: "full_name", limit: 100 }, signal }),
  select: (page) => page.data,
  staleTime: 5 * 60_000,
});
