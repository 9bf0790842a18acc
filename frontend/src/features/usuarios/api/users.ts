import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, pageOf } from "@/lib/api";
import {
  createdUserSchema,
  temporaryPasswordSchema,
  userSchema,
  type NewUser,
  type User,
  type UserChanges,
} from "../schemas/users";

type Params = ListState["params"];

export const askUsers = (params: Params, signal?: AbortSignal) =>
  api(pageOf(userSchema), "/auth/users", { query: params, signal });

export const usersQuery = (params: Params) =>
  queryOptions({
    queryKey: ["users", "list", params],
    queryFn: ({ signal }) => askUsers(params, signal),
    placeholderData: keepPreviousData,
  });

export const userQuery = (id: number) =>
  queryOptions({
    queryKey: ["users", "one", id],
    queryFn: ({ signal }) => api(userSchema, `/auth/users/${id}`, { signal }),
    staleTime: 0,
  });

/** Roles count their people, and doctors are people: both follow a change of a user. */
function useAfterUserChange() {
  const client = useQueryClient();
  return () => {
    for (const key of ["users", "roles", "practitioners"]) void client.invalidateQueries({ queryKey: [key] });
  };
}

export function useCreateUser() {
  const changed = useAfterUserChange();
  return useMutation({
    mutationFn: (body: NewUser) => api(createdUserSchema, "/auth/users", { method: "POST", body }),
    onSuccess: changed,
  });
}

export function useChangeUser() {
  const changed = useAfterUserChange();
  return useMutation({
    mutationFn: ({ user, changes }: { user: Pick<User, "id" | "version">; changes: UserChanges }) =>
      api(userSchema, `/auth/users/${user.id}`, { method: "PATCH", body: changes, version: user.version }),
    // After a refusal too: a stale version must be read anew before the next try.
    onSettled: changed,
  });
}

export function useResetPassword() {
  const changed = useAfterUserChange();
  return useMutation({
    mutationFn: (id: number) => api(temporaryPasswordSchema, `/auth/users/${id}/password`, { method: "POST" }),
    onSuccess: changed,
  });
}
