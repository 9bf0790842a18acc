import type { QueryClient } from "@tanstack/react-query";
import { MOVEMENTS, PRODUCTS, RECEIPTS, SHORTAGES } from "@/entities/paths";
import { changed as treatmentsChanged } from "@/entities/treatment/changed";
import { invalidate } from "@/lib/resource";
import { productQuery } from "./queries";
import type { Product } from "./schema";

/** A product or its stock was written: lists, lots, the ledger and the costs of treatments move with it. */
export function changed(client: QueryClient, product?: Product) {
  const known = product && productQuery(product.id).queryKey;
  if (known) client.setQueryData(known, product);
  return Promise.all([invalidate(client, [PRODUCTS, MOVEMENTS, RECEIPTS], known), treatmentsChanged(client)]);
}

export const shortagesChanged = (client: QueryClient) => invalidate(client, [SHORTAGES]);
