import type { QueryClient } from "@tanstack/react-query";
import { EINVOICES, ISSUER } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { einvoiceQuery, issuerQuery } from "./queries";
import type { EinvoiceDetail, Issuer } from "./schema";

/** A document moved. `einvoice` is what the service answered: it is not read again. */
export function changed(client: QueryClient, einvoice?: EinvoiceDetail) {
  const known = einvoice && einvoiceQuery(einvoice.id).queryKey;
  if (known) client.setQueryData(known, einvoice);
  return invalidate(client, [EINVOICES], known);
}

/** The issuer or its certificate was written: what waits may leave now. */
export function issuerChanged(client: QueryClient, issuer?: Issuer) {
  const known = issuer && issuerQuery.queryKey;
  if (known) client.setQueryData(known, issuer);
  return invalidate(client, [ISSUER, EINVOICES], known);
}
