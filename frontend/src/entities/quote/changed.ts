import type { QueryClient } from "@tanstack/react-query";
import { QUOTES } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { quoteQuery, quoteRulesQuery } from "./queries";
import type { Quote, QuoteRules } from "./schema";

/** A quote was written. `quote` is what the service answered: it is not read again. */
export function changed(client: QueryClient, quote?: Quote) {
  const known = quote && quoteQuery(quote.id).queryKey;
  if (known) client.setQueryData(known, quote);
  return invalidate(client, [QUOTES], known);
}

/** The rules of new quotes were changed. */
export function rulesChanged(client: QueryClient, rules: QuoteRules) {
  client.setQueryData(quoteRulesQuery.queryKey, rules);
}
