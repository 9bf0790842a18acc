import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/client/changed";
import { clientSchema, clientWithSecretSchema, type Client } from "@/entities/client/schema";
import { api } from "@/lib/api";
import type { ClientValues } from "./forms";

export function useCreateClient() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ClientValues) => api(clientWithSecretSchema, "/auth/clients", { method: "POST", body }),
    onSuccess: () => void changed(queries),
  });
}

type Change = { client: Pick<Client, "id" | "version">; changes: Partial<ClientValues> & { active?: boolean } };

export function useChangeClient() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ client, changes }: Change) =>
      api(clientSchema, `/auth/clients/${client.id}`, { method: "PATCH", body: changes, version: client.version }),
    onSettled: () => void changed(queries),
  });
}

export function useRotateSecret() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(clientWithSecretSchema, `/auth/clients/${id}/secret`, { method: "POST" }),
    onSuccess: () => void changed(queries),
  });
}
