import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { CLIENTS } from "@/entities/paths";
import { api, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { clientSchema } from "./schema";

const page = pageOf(clientSchema);

/** The service has one order, by name, so no sort travels. */
const asked = (params: ApiOptions["query"]) => ({ ...params, sort: undefined });

/** One page of the list, for its export. */
export const askClients = (params: ApiOptions["query"], signal?: AbortSignal) =>
  api(page, CLIENTS, { query: asked(params), signal });

export const clientsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, CLIENTS, asked(params)), placeholderData: keepPreviousData });
