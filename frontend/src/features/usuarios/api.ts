import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/person/changed";
import { createdUserSchema, temporaryPasswordSchema, userSchema, type User } from "@/entities/person/schema";
import { api } from "@/lib/api";
import type { NewUser, UserChanges } from "./forms";

export function useCreateUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewUser) => api(createdUserSchema, "/auth/users", { method: "POST", body }),
    onSuccess: () => void changed(client),
  });
}

export function useChangeUser() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ user, changes }: { user: Pick<User, "id" | "version">; changes: UserChanges }) =>
      api(userSchema, `/auth/users/${user.id}`, { method: "PATCH", body: changes, version: user.version }),
    // After a refusal too: a stale version must be read anew before the next try.
    onSettled: () => void changed(client),
  });
}

export function useResetPassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(temporaryPasswordSchema, `/auth/users/${id}/password`, { method: "POST" }),
    onSuccess: () => void changed(client),
  });
}
