import { queryOptions } from "@tanstack/react-query";
import { api, pageOf } from "./api";
import { addDays, at } from "./dates";
import { z } from "./zod-es";

// What waits for somebody, asked again every minute. The keys begin with the resource, so that
// whoever changes a product or an appointment refreshes its warnings too.

const SHOWN = 5;
const repeated = { refetchInterval: 60_000, staleTime: 30_000 } as const;

const lowProductSchema = z.object({
  id: z.number(),
  name: z.string(),
  stock_quantity: z.string(),
  minimum_stock: z.string(),
});

export const lowStockQuery = queryOptions({
  queryKey: ["products", "alerts", "low"],
  queryFn: ({ signal }) =>
    api(pageOf(lowProductSchema), "/inventario/products/low-stock", {
      query: { active: true, limit: SHOWN, total: true },
      signal,
    }),
  ...repeated,
});

const pendingSchema = z.object({
  id: z.number(),
  start_time: z.string(),
  patient: z.object({ name: z.string(), phone: z.string().nullish() }),
  doctor: z.object({ name: z.string() }),
});

/** Appointments of the day after `day` that nobody has confirmed. */
export const unconfirmedQuery = (day: string) =>
  queryOptions({
    queryKey: ["appointments", "alerts", "unconfirmed", day],
    queryFn: ({ signal }) =>
      api(pageOf(pendingSchema), "/citas/appointments", {
        query: { from: at(addDays(day, 1)), to: at(addDays(day, 2)), status: "PENDING", limit: SHOWN, total: true },
        signal,
      }),
    ...repeated,
  });
