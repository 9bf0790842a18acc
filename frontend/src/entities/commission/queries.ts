import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { COMMISSION_RULES, COMMISSION_SETTLEMENTS, COMMISSIONS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { growing, resource } from "@/lib/resource";
import { earnedSchema, entrySchema, ownEarnedSchema, pendingSchema, ruleSchema, settlementSchema } from "./schema";

type Span = { from: string; to: string };

const settlements = pageOf(settlementSchema);

export const rulesQuery = queryOptions(resource(listOf(ruleSchema), COMMISSION_RULES));

export const earnedQuery = (span: Span) =>
  queryOptions({ ...resource(earnedSchema, `${COMMISSIONS}/earned`, span), placeholderData: keepPreviousData });

export const ownEarnedQuery = (span: Span) =>
  queryOptions({ ...resource(ownEarnedSchema, `${COMMISSIONS}/own/earned`, span), placeholderData: keepPreviousData });

export const pendingQuery = queryOptions(resource(listOf(pendingSchema), `${COMMISSIONS}/pending`));

/** Line by line: of everybody, or of who asks. */
export const entriesQuery = (query: ApiOptions["query"], own = false) =>
  infiniteQueryOptions(growing(entrySchema, own ? `${COMMISSIONS}/own` : COMMISSIONS, query));

/** One page of the lines of a span, for the export. */
export const exportEntries = (span: Span) => (after: string | null, signal?: AbortSignal) =>
  api(pageOf(entrySchema), COMMISSIONS, { query: { ...span, sort: "day", after, limit: 100 }, signal });

export const settlementsQuery = (params: ApiOptions["query"], own = false) =>
  queryOptions({
    ...resource(settlements, own ? `${COMMISSION_SETTLEMENTS}/own` : COMMISSION_SETTLEMENTS, params),
    placeholderData: keepPreviousData,
  });

export const settlementQuery = (id: number) =>
  queryOptions(resource(settlementSchema, `${COMMISSION_SETTLEMENTS}/${id}`));

/** Its PDF as it was made, which the browser shows. */
export const settlementPdf = (id: number, own = false) => `/api${COMMISSION_SETTLEMENTS}/${own ? "own/" : ""}${id}/pdf`;

export const settlementXlsx = (id: number) => `/api${COMMISSION_SETTLEMENTS}/${id}/xlsx`;
