import type { QueryClient } from "@tanstack/react-query";
import { EINVOICES } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { einvoiceQuery } from "./queries";
import type { EinvoiceDetail } from "./schema";

/** A document moved. `einvoice` is what the service answered: it is not read again. */
export function changed(client: QueryClient, einvoice?: EinvoiceDetail) {
  const known = einvoice && einvoiceQuery(einvoice.id).queryKey;
  if (known) client.setQueryData(known, einvoice);
  return invalidate(client, [EINVOICES], known);
}
