import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { CREDIT_NOTES, DISCOUNT_LIMITS, INVOICES, SERIES } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { growing, resource } from "@/lib/resource";
import {
  buyerSchema,
  creditableSchema,
  discountLimitsSchema,
  invoiceRowSchema,
  invoiceSchema,
  ivaRateSchema,
  listedCreditNoteSchema,
  seriesSchema,
  totalsSchema,
} from "./schema";

const EVERY_MINUTE = 60_000;

type Query = ApiOptions["query"];

const listQuery = (query: Query) => queryOptions(resource(pageOf(invoiceRowSchema), INVOICES, query));

export const invoicesQuery = (params: Query) =>
  queryOptions({ ...listQuery(params), placeholderData: keepPreviousData });

/** One page of what is filtered, for the export. */
export const askInvoices = (query: Query, signal?: AbortSignal) =>
  api(pageOf(invoiceRowSchema), INVOICES, { query, signal });

export const totalsQuery = (range: { from: string | null; to: string | null }) =>
  queryOptions({ ...resource(totalsSchema, `${INVOICES}/totals`, range), placeholderData: keepPreviousData });

export const invoiceQuery = (id: number) => queryOptions(resource(invoiceSchema, `${INVOICES}/${id}`));

export const creditableQuery = (id: number) =>
  queryOptions(resource(listOf(creditableSchema), `${INVOICES}/${id}/credit-notes`));

export const creditNotesQuery = (params: Query) =>
  queryOptions({
    ...resource(pageOf(listedCreditNoteSchema), CREDIT_NOTES, params),
    placeholderData: keepPreviousData,
  });

/** The printed note, which the browser shows. */
export const creditNotePath = (id: number) => `/api${CREDIT_NOTES}/${id}/pdf`;

/** A patient's invoices that hold these words, the last made first. */
export const patientInvoicesWith = (patientId: number, search: string) =>
  infiniteQueryOptions(
    growing(invoiceRowSchema, INVOICES, { patient_id: patientId, search, sort: "-created_at", limit: 50 }),
  );

/** Whom a patient's invoices were made out to, the last one first. */
export const buyersQuery = (patientId: number) =>
  queryOptions(resource(listOf(buyerSchema), `${INVOICES}/buyers`, { patient_id: patientId }));

/** The printed receipt, which the browser shows. */
export const receiptPath = (id: number, paper: "80mm" | "a4") => `/api${INVOICES}/${id}/receipt?paper=${paper}`;

/** The invoices of one appointment: rarely more than a discarded draft and the one that counts. */
export const visitInvoicesQuery = (appointmentId: number) => listQuery({ appointment_id: appointmentId, limit: 20 });

/** Issued invoices of a patient: what they owe is the sum of these balances. */
export const debtQuery = (patientId: number) =>
  listQuery({ patient_id: patientId, status: "ISSUED", limit: 100, total: true });

export const draftsQuery = queryOptions({
  ...listQuery({ status: "DRAFT", sort: "-created_at", limit: 6, total: true }),
  refetchInterval: EVERY_MINUTE,
});

export const owedQuery = queryOptions({
  ...listQuery({ status: "ISSUED", payment_status: "PENDING", sort: "-created_at", limit: 6, total: true }),
  refetchInterval: EVERY_MINUTE,
});

export const ratesQuery = queryOptions({
  ...resource(listOf(ivaRateSchema), "/facturacion/iva-rates"),
  staleTime: 60 * 60_000,
});

export const seriesQuery = queryOptions({ ...resource(listOf(seriesSchema), SERIES), staleTime: 60_000 });

export const discountLimitsQuery = queryOptions(resource(discountLimitsSchema, DISCOUNT_LIMITS));

/** Invoices by any part of their number, or of who they are made out to. */
export const invoiceSearch = (text: string, limit: number) =>
  queryOptions({ ...listQuery({ search: text, sort: "-created_at", limit }), select: (page) => page.data });
