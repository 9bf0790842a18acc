import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import { growing, resource } from "@/lib/resource";
import { examSchema, orderSchema, type OrderKind } from "./schema";

const SERVICE = "/historia-clinica";
export const ORDERS = `${SERVICE}/orders`;
export const EXAMS = `${SERVICE}/exams`;
export const UNSEEN_RESULTS = `${SERVICE}/unseen-results`;
export const ORDER_RESULTS = `${SERVICE}/order-results`;

export const ordersOf = (patientId: number) => `${PATIENTS}/${patientId}/orders`;
export const orderPdf = (id: number) => `/api${ORDERS}/${id}/pdf`;

export const ordersQuery = (patientId: number) =>
  // Reading a record leaves a trace in the log: once a minute says enough.
  infiniteQueryOptions({ ...growing(orderSchema, ordersOf(patientId), { limit: 20 }), staleTime: 60_000 });

export const unseenResultsQuery = queryOptions(resource(listOf(orderSchema), UNSEEN_RESULTS));

/** Those of a kind that are in use: a clinic's own list is short. */
export const examsQuery = (kind: OrderKind) =>
  queryOptions({
    ...resource(pageOf(examSchema), EXAMS, { kind, active: true, limit: 100 }),
    select: (page) => page.data,
  });

export const allExamsQuery = queryOptions({
  ...resource(pageOf(examSchema), EXAMS, { limit: 100 }),
  select: (page: { data: (typeof examSchema)["_output"][] }) => page.data,
});
