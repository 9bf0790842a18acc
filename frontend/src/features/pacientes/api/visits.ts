import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ListState } from "@/components/data-table/use-list-state";
import { api, pageOf } from "@/lib/api";
import { invoiceRowSchema, visitSchema } from "../schemas/visits";

/** A patient's appointments, the latest first. The first page serves the summary too. */
export const visitsQuery = (patientId: number) =>
  infiniteQueryOptions({
    queryKey: ["appointments", "patient", patientId],
    queryFn: ({ pageParam, signal }) =>
      api(pageOf(visitSchema), "/citas/appointments", {
        query: { patient_id: patientId, sort: "-start_time", limit: 50, total: true, after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

export const visitQuery = (id: number) =>
  queryOptions({
    queryKey: ["appointments", "one-visit", id],
    queryFn: ({ signal }) => api(visitSchema, `/citas/appointments/${id}`, { signal }),
  });

/** Issued invoices of a patient: what they owe is the sum of these balances. */
export const debtQuery = (patientId: number) =>
  queryOptions({
    queryKey: ["invoices", "debt", patientId],
    queryFn: ({ signal }) =>
      api(pageOf(invoiceRowSchema), "/facturacion/invoices", {
        query: { patient_id: patientId, status: "ISSUED", limit: 100, total: true },
        signal,
      }),
  });

export const askPatientInvoices = (
  patientId: number,
  params: ListState["params"],
  after = params.after,
  signal?: AbortSignal,
) =>
  api(pageOf(invoiceRowSchema), "/facturacion/invoices", {
    query: { ...params, after, patient_id: patientId },
    signal,
  });

export const patientInvoicesQuery = (patientId: number, params: ListState["params"]) =>
  queryOptions({
    queryKey: ["invoices", "patient", patientId, params],
    queryFn: ({ signal }) => askPatientInvoices(patientId, params, params.after, signal),
    placeholderData: keepPreviousData,
  });

export const visitInvoicesQuery = (appointmentId: number) =>
  queryOptions({
    queryKey: ["invoices", "appointment", appointmentId],
    queryFn: ({ signal }) =>
      api(pageOf(invoiceRowSchema), "/facturacion/invoices", {
        query: { appointment_id: appointmentId, limit: 20 },
        signal,
      }),
    select: (page) => page.data,
  });
