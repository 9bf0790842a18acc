import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { EINVOICES, ISSUER } from "@/entities/paths";
import { api, pageOf } from "@/lib/api";
import { fileOf, type ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { einvoiceDetailSchema, einvoiceSchema, issuerSchema, monthSchema, summarySchema } from "./schema";

type Query = ApiOptions["query"];
const page = pageOf(einvoiceSchema);

/** How often the board asks again: what is on its way moves within seconds. */
export const MOVING = 5_000;
const EVERY_MINUTE = 60_000;

export const einvoicesQuery = (params: Query) =>
  queryOptions({ ...resource(page, EINVOICES, params), placeholderData: keepPreviousData, refetchInterval: MOVING });

/** One page of what is filtered, for the export. */
export const exportEinvoices = (params: Query) => (after: string | null, signal?: AbortSignal) =>
  api(page, EINVOICES, { query: { ...params, after, limit: 100 }, signal });

export const einvoiceQuery = (id: number) =>
  queryOptions({ ...resource(einvoiceDetailSchema, `${EINVOICES}/${id}`), refetchInterval: MOVING });

export const einvoiceSummaryQuery = queryOptions({
  ...resource(summarySchema, `${EINVOICES}/summary`),
  refetchInterval: EVERY_MINUTE,
});

/** The electronic document of an invoice: one, or none where it was issued without. */
export const einvoiceOfQuery = (invoiceId: number) =>
  queryOptions({
    ...resource(page, EINVOICES, { invoice_id: invoiceId }),
    select: (found) => found.data[0] ?? null,
    refetchInterval: EVERY_MINUTE,
  });

/** The electronic document of a credit note, if it has one. */
export const einvoiceOfNoteQuery = (noteId: number) =>
  queryOptions({
    ...resource(page, EINVOICES, { credit_note_id: noteId }),
    select: (found) => found.data[0] ?? null,
    refetchInterval: EVERY_MINUTE,
  });

/** How many documents a month has: what its file would hold. */
export const einvoiceMonthQuery = (month: string) =>
  queryOptions(resource(monthSchema, `${EINVOICES}/month`, { month }));

/** XML and RIDE of each authorised document of a month, in one ZIP. */
export const einvoiceMonthFile = (month: string) => fileOf(`${EINVOICES}/month.zip`, { query: { month } });

export const issuerQuery = queryOptions(resource(issuerSchema, ISSUER));

/** The signed file; of what was authorised, in its envelope. */
export const xmlPath = (id: number) => `/api${EINVOICES}/${id}/xml`;
/** Its printed form, on a sheet or on the paper of the till. */
export const ridePath = (id: number, paper: "a4" | "80mm" = "a4") => `/api${EINVOICES}/${id}/ride?paper=${paper}`;
/** The bytes that one attempt handed in. */
export const sentPath = (id: number, sha256: string) => `/api${EINVOICES}/${id}/sent/${sha256}`;
