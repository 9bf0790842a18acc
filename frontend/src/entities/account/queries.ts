import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { ACCOUNTS, REFUNDS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { accountSchema, agreedInvoiceSchema, refundSchema } from "./schema";

export const accountQuery = (patientId: number) =>
  queryOptions(resource(accountSchema, `${ACCOUNTS}/${patientId}/account`));

/** The invoices that the patient pays by instalments, also for who attends and does not read invoices. */
export const agreedQuery = (patientId: number) =>
  queryOptions(resource(listOf(agreedInvoiceSchema), `${ACCOUNTS}/${patientId}/instalments`));

/** Where the statement of a patient is printed. */
export const statementHref = (patientId: number) => `/api${ACCOUNTS}/${patientId}/account.pdf`;

const refunds = pageOf(refundSchema);

export const refundsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(refunds, REFUNDS, params), placeholderData: keepPreviousData });

/** One page of what is filtered, for the export. */
export const exportRefunds = (params: ApiOptions["query"]) => (after: string | null, signal?: AbortSignal) =>
  api(refunds, REFUNDS, { query: { ...params, after, limit: 100 }, signal });
