import type { QueryClient } from "@tanstack/react-query";
import { QUOTES } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { quoteQuery } from "./queries";
import type { Quote } from "./schema";

/** A quote was written. `quote` is what the service answered: it is not read again. */
export function changed(client: QueryClient, quote?: Quote) {
  const known = quote && quoteQuery(quote.id).queryKey;
  if (known) client.setQueryData(known, quote);
  return invalidate(client, [QUOTES], known);
}
