import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, nothing } from "./api";
import { resource } from "./resource";
import { tellLoggedOut } from "./tabs";
import { z } from "./zod-es";

export const meSchema = z.object({
  id: z.union([z.number(), z.string()]),
  email: z.string(),
  full_name: z.string(),
  role: z.object({ id: z.union([z.number(), z.string()]), name: z.string() }),
  permissions: z.array(z.string()),
  menu: z
    .object({
      home: z.string().nullish(),
      sections: z.array(z.object({ title: z.string(), items: z.array(z.string()) })).default([]),
    })
    .nullish()
    .transform((menu) => ({ home: menu?.home ?? null, sections: menu?.sections ?? [] })),
  must_change_password: z.boolean().default(false),
  expires_at: z.string().nullish(),
});

export type Me = z.infer<typeof meSchema>;

const loginSchema = z.object({ user: meSchema });

export const meQuery = queryOptions({
  ...resource(meSchema, "/auth/me"),
  staleTime: 5 * 60_000,
});

/** What the person may do, or what they are called, was changed. */
export const sessionChanged = (client: QueryClient) => client.invalidateQueries(meQuery);

/** The same person is back: what failed meanwhile is asked again, and who they are is known. */
export function sessionRenewed(client: QueryClient, user: Me) {
  client.setQueryData(meQuery.queryKey, user);
  void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meQuery.queryKey[0] });
}

/** Who is using the page. Inside the shell it is always there. */
export function useMe(): Me {
  const { data } = useQuery(meQuery);
  if (!data) throw new Error("useMe se usa dentro de la sesión");
  return data;
}

/** Whether the person holds a permission; a list means any of them. */
export function useCan(permission: string | readonly string[]) {
  const { data } = useQuery(meQuery);
  const wanted = typeof permission === "string" ? [permission] : permission;
  return wanted.some((name) => data?.permissions.includes(name) ?? false);
}

export type Credentials = { email: string; password: string };

export const login = (body: Credentials) => api(loginSchema, "/auth/login", { method: "POST", body });

export function useLogout() {
  return useMutation({
    mutationFn: () => api(nothing, "/auth/logout", { method: "POST" }),
    meta: { handles401: true },
    onSettled: async () => {
      tellLoggedOut();
      // Nor does the copy of the agenda for working on paper stay on the device (lib/outage-copy.ts).
      if (typeof caches !== "undefined") await caches.delete("apagon").catch(() => undefined);
      // A full load leaves nothing of the person's data in this page's memory.
      window.location.assign("/ingresar/");
    },
  });
}

export type PasswordChange = { current_password: string; new_password: string };

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PasswordChange) => api(loginSchema, "/auth/me/password", { method: "POST", body }),
    meta: { handles401: true },
    onSuccess: ({ user }) => client.setQueryData(meQuery.queryKey, user),
  });
}
