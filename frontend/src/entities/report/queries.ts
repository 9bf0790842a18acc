import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { DASHBOARD, RECEIVABLES, REPORTS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { growing, resource } from "@/lib/resource";
import {
  atsSchema,
  booksSchema,
  debtSchema,
  lossesSchema,
  lossLineSchema,
  marginLinesSchema,
  marginRowSchema,
  marginSchema,
  monthSchema,
  receivablesSchema,
  reminderTemplateSchema,
  reportSchema,
  resultsSchema,
  saleLineSchema,
  salesSchema,
  sharingSchema,
  statsSchema,
} from "./schema";

export const statsQuery = queryOptions({
  ...resource(statsSchema, `${DASHBOARD}/stats`),
  // The panel stays open all day on a screen: it asks again by itself.
  refetchInterval: 60_000,
});

export const reportQuery = (from: string, to: string) =>
  queryOptions(resource(reportSchema, `${REPORTS}/dashboard`, { from, to }));

export const monthlyQuery = queryOptions(resource(listOf(monthSchema), `${DASHBOARD}/monthly`, { months: 12 }));

/** As many visits as a page of the margin shows. */
export const VISITS = 50;

/** Of visits a page, from where `after` says; of treatments and professionals all. */
export const marginQuery = (month: string, by: string, after: string | null = null) =>
  queryOptions({
    ...resource(marginSchema, `${REPORTS}/margin`, { month, by, ...(by === "visit" && { limit: VISITS, after }) }),
    placeholderData: keepPreviousData,
  });

/** What one row of a margin is made of. */
export const marginLinesQuery = (about: ApiOptions["query"]) =>
  queryOptions(resource(marginLinesSchema, `${REPORTS}/margin/lines`, about));

/** The visits that make it, by day. */
export const marginVisitsQuery = (about: ApiOptions["query"]) =>
  infiniteQueryOptions(growing(marginRowSchema, `${REPORTS}/margin/visits`, { limit: VISITS, ...about }));

/** What was thrown away or missing in a month, and what was bought less what went back to its suppliers. */
export const lossesQuery = (month: string) => queryOptions(resource(lossesSchema, `${REPORTS}/losses`, { month }));

export const lossLinesQuery = (month: string, about: string | null) =>
  infiniteQueryOptions(growing(lossLineSchema, `${REPORTS}/losses/lines`, { limit: 50, month, about }));

export const resultsQuery = (year: number) => queryOptions(resource(resultsSchema, `${REPORTS}/results`, { year }));

export const sharingQuery = queryOptions(resource(sharingSchema, `${REPORTS}/expense-sharing`));

export const receivablesQuery = queryOptions(resource(receivablesSchema, `${REPORTS}/receivables`));

export type BooksSpan = { month: string } | { day: string };

/** The first documents of a month or of a day; the sums are of all of them. */
export const booksQuery = (span: BooksSpan, limit?: number) =>
  queryOptions(resource(booksSchema, `${REPORTS}/iva`, { ...span, limit }));

type SalesAsked = { by: string; from: string | null; to: string | null };

export const salesQuery = (asked: SalesAsked) =>
  queryOptions({ ...resource(salesSchema, `${REPORTS}/sales`, asked), placeholderData: keepPreviousData });

/** The lines that make one row of the sales, the newest first. */
export const saleLinesQuery = (about: ApiOptions["query"]) =>
  infiniteQueryOptions(growing(saleLineSchema, `${REPORTS}/sales/lines`, { limit: 50, ...about }));

/** Where a report is a workbook: `sales`, `margin`, `losses`, `results` or `iva`. */
export const sheetHref = (report: string, asked: Record<string, string | number>) =>
  `/api${REPORTS}/${report}.xlsx?${new URLSearchParams(Object.entries(asked).map(([name, value]) => [name, String(value)]))}`;

export const atsQuery = (month: string) => queryOptions(resource(atsSchema, `${REPORTS}/ats`, { month }));

/** The ATS of a month, as the SRI takes it. */
export const atsXmlHref = (month: string) => `/api${REPORTS}/ats.xml?month=${month}`;

/** What the ATS of a month is made of, as text: a CSV for each sheet, in one ZIP. */
export const atsTextHref = (month: string) => `/api${REPORTS}/ats.zip?month=${month}`;

const debts = pageOf(debtSchema);

/** The invoices that are not paid, the oldest first. */
export const debtsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(debts, RECEIVABLES, params), placeholderData: keepPreviousData });

export const exportDebts = (params: ApiOptions["query"]) => (after: string | null, signal?: AbortSignal) =>
  api(debts, RECEIVABLES, { query: { ...params, after, limit: 100 }, signal });

/** The same as a workbook, with what the filters let through: neither a page nor an order of it. */
export function debtsSheetHref(params: NonNullable<ApiOptions["query"]>) {
  const asked = ["search", "overdue", "from", "to"].flatMap((name) => {
    const value = params[name];
    return value === undefined || value === null || value === "" ? [] : [[name, String(value)]];
  });
  return `/api${RECEIVABLES}.xlsx${asked.length > 0 ? `?${new URLSearchParams(asked)}` : ""}`;
}

export const reminderTemplateQuery = queryOptions(resource(reminderTemplateSchema, `${RECEIVABLES}/reminder-template`));
