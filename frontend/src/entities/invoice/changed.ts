import type { QueryClient } from "@tanstack/react-query";
import {
  ACCOUNTS,
  CASH,
  CHEQUES,
  CREDIT_NOTES,
  DISCOUNT_LIMITS,
  INVOICES,
  PACKAGES,
  PATIENT_PACKAGES,
  SERIES,
} from "@/entities/paths";
import { changed as reportsChanged } from "@/entities/report/changed";
import { invalidate } from "@/lib/resource";
import { invoiceQuery } from "./queries";
import type { Invoice } from "./schema";

export const seriesChanged = (client: QueryClient) => invalidate(client, [SERIES]);

export const discountLimitsChanged = (client: QueryClient) => invalidate(client, [DISCOUNT_LIMITS]);

/**
 * An invoice or its payments were written: lists, sums, series, tills and reports move with it. `invoice` is what the service
 * answered, when it answered the invoice: it is not read again.
 */
export function changed(client: QueryClient, invoice?: Invoice) {
  const known = invoice && invoiceQuery(invoice.id).queryKey;
  if (known) client.setQueryData(known, invoice);
  return Promise.all([
    invalidate(client, [INVOICES, CREDIT_NOTES, SERIES, CASH, CHEQUES, ACCOUNTS, PACKAGES, PATIENT_PACKAGES], known),
    reportsChanged(client),
  ]);
}
