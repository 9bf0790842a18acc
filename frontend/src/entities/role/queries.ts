import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ROLES } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { permissionSchema, roleSchema } from "./schema";

const page = pageOf(roleSchema);

/** The service has one order, by name, so no sort travels. */
const asked = (params: ApiOptions["query"]) => ({ ...params, sort: undefined });

/** What may be permitted changes only with a new version of the suite. */
export const permissionsQuery = queryOptions({
  ...resource(listOf(permissionSchema), "/auth/permissions"),
  staleTime: Infinity,
});

/** One page of the list, for its export. */
export const askRoles = (params: ApiOptions["query"], signal?: AbortSignal) =>
  api(page, ROLES, { query: asked(params), signal });

export const rolesQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, ROLES, asked(params)), placeholderData: keepPreviousData });

/** Every role, to choose from. */
export const allRolesQuery = queryOptions({
  ...resource(page, ROLES, { limit: 100 }),
  select: (rows) => rows.data,
  staleTime: 60_000,
});

export const roleQuery = (id: number) => queryOptions(resource(roleSchema, `${ROLES}/${id}`));
