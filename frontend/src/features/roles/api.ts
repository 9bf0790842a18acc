import { useMutation, useQueryClient } from "@tanstack/react-query";
import { discountLimitsChanged } from "@/entities/invoice/changed";
import { usersChanged } from "@/entities/person/changed";
import { changed } from "@/entities/role/changed";
import { roleSchema, type Menu, type Role } from "@/entities/role/schema";
import { api } from "@/lib/api";
import { sessionChanged } from "@/lib/session";
import { z } from "@/lib/zod-es";
import type { RoleChanges } from "./forms";

export type NewRole = { name: string; description: string; permissions: string[]; menu_config: Menu };

export function useCreateRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewRole) => api(roleSchema, "/auth/roles", { method: "POST", body }),
    onSuccess: (role) => void changed(client, role),
  });
}

export function useChangeRole() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      role,
      changes,
    }: {
      role: Pick<Role, "id" | "version">;
      changes: Partial<RoleChanges> & { active?: boolean };
    }) => api(roleSchema, `/auth/roles/${role.id}`, { method: "PATCH", body: changes, version: role.version }),
    onSuccess: (role) => {
      void changed(client, role);
      // The menu and the permissions of who is looking may be of this very role.
      void usersChanged(client);
      void sessionChanged(client);
    },
  });
}

export function useLimitDiscount() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { role: string; percent: string }) =>
      api(z.object({ role: z.string(), percent: z.string() }), "/facturacion/discount-limits", { method: "PUT", body }),
    onSuccess: () => discountLimitsChanged(client),
  });
}
