import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { AUTHORS, USERS, PRACTITIONERS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { practitionerSchema, userSchema } from "./schema";

const page = pageOf(userSchema);

/** One page of the list, for its export. */
export const askUsers = (params: ApiOptions["query"], signal?: AbortSignal) =>
  api(page, USERS, { query: params, signal });

export const usersQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, USERS, params), placeholderData: keepPreviousData });

export const userQuery = (id: number) => queryOptions({ ...resource(userSchema, `${USERS}/${id}`), staleTime: 0 });

/** Everybody who works here, by name: a clinic's people fit one answer. */
export const peopleQuery = queryOptions({
  ...resource(page, USERS, { sort: "full_name", limit: 100 }),
  select: (rows) => rows.data,
  staleTime: 5 * 60_000,
});

export const practitionersQuery = queryOptions({
  ...resource(listOf(practitionerSchema), PRACTITIONERS),
  staleTime: 5 * 60_000,
});

/** Who writes and signs notes, learners among them. */
export const authorsQuery = queryOptions({
  ...resource(listOf(practitionerSchema), AUTHORS),
  staleTime: 5 * 60_000,
});
