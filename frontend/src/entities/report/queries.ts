import { queryOptions } from "@tanstack/react-query";
import { DASHBOARD, REPORTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { monthSchema, reportSchema, statsSchema } from "./schema";

export const statsQuery = queryOptions({
  ...resource(statsSchema, `${DASHBOARD}/stats`),
  // The panel stays open all day on a screen: it asks again by itself.
  refetchInterval: 60_000,
});

export const reportQuery = (from: string, to: string) =>
  queryOptions(resource(reportSchema, `${REPORTS}/dashboard`, { from, to }));

export const monthlyQuery = queryOptions(resource(listOf(monthSchema), `${DASHBOARD}/monthly`, { months: 12 }));
