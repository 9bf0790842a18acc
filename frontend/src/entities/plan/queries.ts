import { queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { itemMoneySchema, planSchema, plansSchema, suggestionSchema } from "./schema";

export const PLANS = "/historia-clinica/treatment-plans";
export const PLAN_ITEMS = "/historia-clinica/plan-items";
export const PLAN_MONEY = "/facturacion/plan-items";
export const SUGGESTIONS = "/historia-clinica/plan-suggestions";
export const plansOf = (patientId: number) => `${PATIENTS}/${patientId}/treatment-plans`;

// Reading a plan leaves a trace in the log: once a minute says enough.
export const plansQuery = (patientId: number) =>
  queryOptions({ ...resource(plansSchema, plansOf(patientId)), staleTime: 60_000 });

/** An earlier plan, read by itself. */
export const planQuery = (id: number) => queryOptions({ ...resource(planSchema, `${PLANS}/${id}`), staleTime: 60_000 });

export const planSheetHref = (id: number) => `/api${PLANS}/${id}/sheet.pdf`;

/** What of each item is agreed, invoiced and paid. */
export const planMoneyQuery = (ids: readonly number[]) =>
  queryOptions({ ...resource(listOf(itemMoneySchema), PLAN_MONEY, { ids: ids.join(",") }), enabled: ids.length > 0 });

/** Which treatment the clinic proposes for each finding. */
export const suggestionsQuery = queryOptions({
  ...resource(listOf(suggestionSchema), SUGGESTIONS),
  staleTime: 10 * 60_000,
});
