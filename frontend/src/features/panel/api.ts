import { queryOptions } from "@tanstack/react-query";
import { api, listOf, pageOf } from "@/lib/api";
import {
  draftSchema,
  lowStockSchema,
  monthSchema,
  owedSchema,
  reportSchema,
  shortageSchema,
  statsSchema,
  visitSchema,
} from "./schemas";

// The panel stays open all day on a screen: it asks again by itself.
const EVERY_MINUTE = 60_000;

export const statsQuery = queryOptions({
  queryKey: ["reports", "stats"],
  queryFn: ({ signal }) => api(statsSchema, "/facturacion/dashboard/stats", { signal }),
  refetchInterval: EVERY_MINUTE,
});

export const reportQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ["reports", "period", from, to],
    queryFn: ({ signal }) => api(reportSchema, "/facturacion/reports/dashboard", { query: { from, to }, signal }),
  });

export const monthlyQuery = queryOptions({
  queryKey: ["reports", "monthly", 12],
  queryFn: ({ signal }) =>
    api(listOf(monthSchema), "/facturacion/dashboard/monthly", { query: { months: 12 }, signal }),
});

export const visitsQuery = (doctorId: number | null) =>
  queryOptions({
    queryKey: ["appointments", "today", doctorId],
    queryFn: ({ signal }) =>
      api(listOf(visitSchema), "/citas/appointments/today", { query: { doctor_id: doctorId }, signal }),
    refetchInterval: EVERY_MINUTE,
  });

export const draftsQuery = queryOptions({
  queryKey: ["invoices", "to-issue"],
  queryFn: ({ signal }) =>
    api(pageOf(draftSchema), "/facturacion/invoices", {
      query: { status: "DRAFT", sort: "-created_at", limit: 6, total: true },
      signal,
    }),
  refetchInterval: EVERY_MINUTE,
});

export const lowStockQuery = queryOptions({
  queryKey: ["products", "low-stock", "panel"],
  queryFn: ({ signal }) =>
    api(pageOf(lowStockSchema), "/inventario/products/low-stock", {
      query: { active: true, sort: "stock_quantity", limit: 6, total: true },
      signal,
    }),
});

export const owedQuery = queryOptions({
  queryKey: ["invoices", "owed"],
  queryFn: ({ signal }) =>
    api(pageOf(owedSchema), "/facturacion/invoices", {
      query: { status: "ISSUED", payment_status: "PENDING", sort: "-created_at", limit: 6, total: true },
      signal,
    }),
  refetchInterval: EVERY_MINUTE,
});

export const shortagesQuery = queryOptions({
  queryKey: ["shortages", "panel"],
  queryFn: ({ signal }) =>
    api(pageOf(shortageSchema), "/inventario/shortages", { query: { resolved: false, limit: 6, total: true }, signal }),
  refetchInterval: EVERY_MINUTE,
});
