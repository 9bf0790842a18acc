import type { QueryClient } from "@tanstack/react-query";
import { changed as cashChanged } from "@/entities/cash/changed";
import { changed as expensesChanged } from "@/entities/expense/changed";
import { COMMISSION_RULES, COMMISSION_SETTLEMENTS, COMMISSIONS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { settlementQuery } from "./queries";
import type { Settlement } from "./schema";

/** A rule or a settlement was written. `settlement` is what the service answered: it is not read again. */
export function changed(client: QueryClient, settlement?: Settlement) {
  const known = settlement && settlementQuery(settlement.id).queryKey;
  if (known) client.setQueryData(known, settlement);
  return invalidate(client, [COMMISSIONS, COMMISSION_RULES, COMMISSION_SETTLEMENTS], known);
}

/** A settlement was paid: an expense was recorded, perhaps out of somebody's till. */
export const paid = (client: QueryClient, settlement: Settlement) =>
  Promise.all([changed(client, settlement), expensesChanged(client), cashChanged(client)]);
