import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, listOf, pageOf } from "@/lib/api";
import { permissionSchema, roleSchema, type Menu, type Role, type RoleChanges } from "../schemas/roles";

type Params = ListState["params"];

/** What may be permitted changes only with a new version of the suite. */
export const permissionsQuery = queryOptions({
  queryKey: ["permissions"],
  queryFn: ({ signal }) => api(listOf(permissionSchema), "/auth/permissions", { signal }),
  staleTime: Infinity,
});

export const askRoles = (params: Params, after = params.after, signal?: AbortSignal) =>
  api(pageOf(roleSchema), "/auth/roles", { query: { ...params, after, sort: undefined }, signal });

export const rolesQuery = (params: Params) =>
  queryOptions({
    queryKey: ["roles", "list", params],
    queryFn: ({ signal }) => askRoles(params, params.after, signal),
    placeholderData: keepPreviousData,
  });

/** Every role, to choose from. */
export const allRolesQuery = queryOptions({
  queryKey: ["roles", "all"],
  queryFn: ({ signal }) => api(pageOf(roleSchema), "/auth/roles", { query: { limit: 100 }, signal }),
  select: (page) => page.data,
  staleTime: 60_000,
});

export const roleQuery = (id: number) =>
  queryOptions({
    queryKey: ["roles", "one", id],
    queryFn: ({ signal }) => api(roleSchema, `/auth/roles/${id}`, { signal }),
  });

export type NewRole = { name: string; description: string; permissions: string[]; menu_config: Menu };

export function useCreateRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRole) => api(roleSchema, "/auth/roles", { method: "POST", body }),
    onSuccess: (role) => {
      client.setQueryData(roleQuery(role.id).queryKey, role);
      void client.invalidateQueries({ queryKey: ["roles", "list"] });
      void client.invalidateQueries({ queryKey: ["roles", "all"] });
    },
  });
}

export function useChangeRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ role, changes }: { role: Pick<Role, "id" | "version">; changes: Partial<RoleChanges> }) =>
      api(roleSchema, `/auth/roles/${role.id}`, { method: "PATCH", body: changes, version: role.version }),
    onSuccess: (role) => {
      client.setQueryData(roleQuery(role.id).queryKey, role);
      // The menu and the permissions of who is looking may be of this very role.
      for (const queryKey of [["roles", "list"], ["roles", "all"], ["users"], ["me"]])
        void client.invalidateQueries({ queryKey });
    },
  });
}
