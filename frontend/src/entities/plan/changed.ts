import type { QueryClient } from "@tanstack/react-query";
import { QUOTES } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { PLAN_MONEY, PLANS, plansOf, plansQuery, SUGGESTIONS } from "./queries";
import type { Plan } from "./schema";

/** A plan was written: what the service answered is kept; its money follows when billing has heard of it. */
export function changed(client: QueryClient, patientId: number, plan?: Plan) {
  const known = plansQuery(patientId).queryKey;
  if (plan) client.setQueryData(known, (before) => ({ data: before?.data ?? [], current: plan }));
  return invalidate(client, [plansOf(patientId), PLANS, PLAN_MONEY, QUOTES], plan && known);
}

export const suggestionsChanged = (client: QueryClient) => invalidate(client, [SUGGESTIONS]);
