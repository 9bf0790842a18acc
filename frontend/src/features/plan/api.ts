import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed, suggestionsChanged } from "@/entities/plan/changed";
import { PLAN_ITEMS, PLANS, plansOf, SUGGESTIONS } from "@/entities/plan/queries";
import { planSchema, suggestionSchema, type Plan } from "@/entities/plan/schema";
import { api, listOf } from "@/lib/api";

type Write = { path: string; method?: "POST" | "PATCH" | "PUT" | "DELETE"; body?: object; version?: number };

/** Every write of a plan answers the whole of it. */
export function usePlanWrite(patientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method = "POST", body, version }: Write): Promise<Plan> =>
      api(planSchema, path, { method, body, version }),
    onSettled: (plan) => changed(client, patientId, plan),
  });
}

export type Suggested = { kind: string; treatment_id: number };

/** What the clinic proposes for each finding: these, and no others. */
export function useSuggest() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (items: Suggested[]) => api(listOf(suggestionSchema), SUGGESTIONS, { method: "PUT", body: { items } }),
    onSettled: () => suggestionsChanged(client),
  });
}

export const writes = {
  start: (patientId: number): Write => ({ path: plansOf(patientId), body: {} }),
  change: (plan: Plan, body: object): Write => ({
    path: `${PLANS}/${plan.id}`,
    method: "PATCH",
    body,
    version: plan.version,
  }),
  withdraw: (acceptanceId: number, reason: string): Write => ({
    path: `/historia-clinica/plan-acceptances/${acceptanceId}/withdraw`,
    body: { reason },
  }),
  add: (plan: Plan, body: object): Write => ({ path: `${PLANS}/${plan.id}/items`, body }),
  correct: (plan: Plan, id: number, body: object): Write => ({
    path: `${PLAN_ITEMS}/${id}`,
    method: "PATCH",
    body,
    version: plan.version,
  }),
  remove: (plan: Plan, id: number): Write => ({ path: `${PLAN_ITEMS}/${id}`, method: "DELETE", version: plan.version }),
  order: (plan: Plan, items: object[]): Write => ({
    path: `${PLANS}/${plan.id}/order`,
    method: "PUT",
    body: { items },
    version: plan.version,
  }),
  accept: (plan: Plan, body: object): Write => ({
    path: `${PLANS}/${plan.id}/acceptances`,
    body,
    version: plan.version,
  }),
  decline: (plan: Plan, body: object): Write => ({ path: `${PLANS}/${plan.id}/declined`, body, version: plan.version }),
  propose: (plan: Plan, id: number): Write => ({ path: `${PLAN_ITEMS}/${id}/propose`, version: plan.version }),
  session: (plan: Plan, id: number): Write => ({
    path: `${PLAN_ITEMS}/${id}/sessions`,
    body: {},
    version: plan.version,
  }),
  undoSession: (plan: Plan, id: number, reason: string): Write => ({
    path: `${PLAN_ITEMS}/${id}/sessions/undo`,
    body: { reason },
    version: plan.version,
  }),
};
