import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { entrySchema, statsSchema } from "./schema";

const LOGS = "/logs/logs";
const page = pageOf(entrySchema);

/** The service has one order, the newest first, so no sort travels. */
const asked = (params: ApiOptions["query"]) => ({ ...params, sort: undefined });

/** One page of the list, for its export. */
export const askEntries = (params: ApiOptions["query"], signal?: AbortSignal) =>
  api(page, LOGS, { query: asked(params), signal });

export const entriesQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, LOGS, asked(params)), placeholderData: keepPreviousData });

/** What was written never changes. */
export const entryQuery = (id: number) =>
  queryOptions({ ...resource(entrySchema, `${LOGS}/${id}`), staleTime: Infinity });

export type Period = { from: string | null; to: string | null };

export const statsQuery = (period: Period) =>
  queryOptions({
    ...resource(statsSchema, `${LOGS}/stats`, period),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
