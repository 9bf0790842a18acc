import { keepPreviousData, queryOptions, useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, listOf, pageOf } from "@/lib/api";
import type { DraftBody, NewSeries, PaymentBody, SeriesChanges } from "./forms";
import {
  invoiceRowSchema,
  invoiceSchema,
  ivaRateSchema,
  patientSummarySchema,
  paymentSchema,
  seriesSchema,
  totalsSchema,
  type Invoice,
} from "./schemas";

type Params = ListState["params"];

const askInvoices = (params: Record<string, string | number | boolean | null | undefined>, signal?: AbortSignal) =>
  api(pageOf(invoiceRowSchema), "/facturacion/invoices", { query: params, signal });

export const invoicesQuery = (params: Params) =>
  queryOptions({
    queryKey: ["invoices", "list", params],
    queryFn: ({ signal }) => askInvoices(params, signal),
    placeholderData: keepPreviousData,
  });

/** One page of what is filtered, for the export. */
export const exportInvoices = (params: Params) => (after: string | null, signal?: AbortSignal) =>
  askInvoices({ ...params, after, limit: 100 }, signal);

export const totalsQuery = (range: { from: string | null; to: string | null }) =>
  queryOptions({
    queryKey: ["invoices", "totals", range],
    queryFn: ({ signal }) => api(totalsSchema, "/facturacion/invoices/totals", { query: range, signal }),
    placeholderData: keepPreviousData,
  });

export const invoiceQuery = (id: number) =>
  queryOptions({
    queryKey: ["invoices", "detail", id],
    queryFn: ({ signal }) => api(invoiceSchema, `/facturacion/invoices/${id}`, { signal }),
  });

export const ratesQuery = queryOptions({
  queryKey: ["iva-rates"],
  queryFn: ({ signal }) => api(listOf(ivaRateSchema), "/facturacion/iva-rates", { signal }),
  staleTime: 60 * 60_000,
});

export const seriesQuery = queryOptions({
  queryKey: ["series"],
  queryFn: ({ signal }) => api(listOf(seriesSchema), "/facturacion/series", { signal }),
  staleTime: 60_000,
});

export function useCreateSeries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSeries) => api(seriesSchema, "/facturacion/series", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: seriesQuery.queryKey }),
  });
}

export function useChangeSeries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, changes }: { id: number; version: number; changes: SeriesChanges }) =>
      api(seriesSchema, `/facturacion/series/${id}`, { method: "PATCH", version, body: changes }),
    onSuccess: () => client.invalidateQueries({ queryKey: seriesQuery.queryKey }),
  });
}

export const patientSummaryQuery = (id: number) =>
  queryOptions({
    queryKey: ["patients", "summary", id],
    queryFn: ({ signal }) => api(patientSummarySchema, `/historia-clinica/patients/${id}/summary`, { signal }),
  });

/** The answer is the invoice as it is now; lists and sums that it moves are asked for again. */
function settle(client: QueryClient, invoice: Invoice) {
  client.setQueryData(invoiceQuery(invoice.id).queryKey, invoice);
  refresh(client, invoice.id);
}

function refresh(client: QueryClient, id: number) {
  void client.invalidateQueries({
    predicate: ({ queryKey: [resource, kind, which] }) =>
      resource === "reports" ||
      resource === "series" ||
      (resource === "invoices" && !(kind === "detail" && which === id)),
  });
}

export function useCreateInvoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: DraftBody) => api(invoiceSchema, "/facturacion/invoices", { method: "POST", body }),
    onSuccess: (invoice) => settle(client, invoice),
  });
}

export function useSaveDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, body }: { id: number; version: number; body: DraftBody }) =>
      api(invoiceSchema, `/facturacion/invoices/${id}`, { method: "PATCH", body, version }),
    onSuccess: (invoice) => settle(client, invoice),
  });
}

export function useIssueInvoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version, seriesId }: { id: number; version: number; seriesId: number | null }) =>
      api(invoiceSchema, `/facturacion/invoices/${id}/issue`, {
        method: "POST",
        version,
        body: seriesId ? { series_id: seriesId } : {},
      }),
    onSuccess: (invoice) => settle(client, invoice),
  });
}

export function useCloseInvoice() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      ...body
    }: {
      id: number;
      version: number;
      status: "ANNULLED" | "DISCARDED";
      reason: string;
    }) => api(invoiceSchema, `/facturacion/invoices/${id}/status`, { method: "PATCH", version, body }),
    onSuccess: (invoice) => settle(client, invoice),
  });
}

/** A payment's answer is the payment alone, so the invoice is read again before this resolves. */
const reread = async (client: QueryClient, id: number) => {
  refresh(client, id);
  await client.invalidateQueries({ queryKey: invoiceQuery(id).queryKey });
};

export function useReceivePayment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, body }: { id: number; body: PaymentBody }) =>
      api(paymentSchema, `/facturacion/invoices/${id}/payments`, { method: "POST", body }),
    onSuccess: (payment) => reread(client, payment.invoice_id),
    // A refusal usually means that someone else charged first: show what is owed now.
    onError: (_error, { id }) => void reread(client, id),
  });
}

export function useVoidPayment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(paymentSchema, `/facturacion/payments/${id}/void`, { method: "POST", body: { reason } }),
    onSuccess: (payment) => reread(client, payment.invoice_id),
  });
}
