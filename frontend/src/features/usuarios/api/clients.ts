import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, pageOf } from "@/lib/api";
import { clientSchema, clientWithSecretSchema, type Client, type ClientValues } from "../schemas/clients";

export const askClients = (params: ListState["params"], after = params.after, signal?: AbortSignal) =>
  api(pageOf(clientSchema), "/auth/clients", { query: { ...params, after, sort: undefined }, signal });

export const clientsQuery = (params: ListState["params"]) =>
  queryOptions({
    queryKey: ["clients", "list", params],
    queryFn: ({ signal }) => askClients(params, params.after, signal),
    placeholderData: keepPreviousData,
  });

function useRefresh() {
  const client = useQueryClient();
  return () => void client.invalidateQueries({ queryKey: ["clients"] });
}

export function useCreateClient() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: ClientValues) => api(clientWithSecretSchema, "/auth/clients", { method: "POST", body }),
    onSuccess: refresh,
  });
}

type Change = { client: Pick<Client, "id" | "version">; changes: Partial<ClientValues> & { active?: boolean } };

export function useChangeClient() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: ({ client, changes }: Change) =>
      api(clientSchema, `/auth/clients/${client.id}`, { method: "PATCH", body: changes, version: client.version }),
    onSettled: refresh,
  });
}

export function useRotateSecret() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: number) => api(clientWithSecretSchema, `/auth/clients/${id}/secret`, { method: "POST" }),
    onSuccess: refresh,
  });
}
