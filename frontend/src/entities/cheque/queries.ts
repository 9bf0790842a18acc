import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { CHEQUES } from "@/entities/paths";
import { api, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { chequeSchema } from "./schema";

const cheques = pageOf(chequeSchema);

export const chequesQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(cheques, CHEQUES, params), placeholderData: keepPreviousData });

/** One page of what is filtered, for the export. */
export const exportCheques = (params: ApiOptions["query"]) => (after: string | null, signal?: AbortSignal) =>
  api(cheques, CHEQUES, { query: { ...params, after, limit: 100 }, signal });
