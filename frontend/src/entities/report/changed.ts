import type { QueryClient } from "@tanstack/react-query";
import { COMMISSION_SETTLEMENTS, COMMISSIONS, DASHBOARD, RECEIVABLES, REPORTS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { sharingQuery } from "./queries";
import type { Sharing } from "./schema";

/** Money moved: every figure made from it is asked again. `sharing` is what the service answered of it. */
export function changed(client: QueryClient, sharing?: Sharing) {
  if (sharing) client.setQueryData(sharingQuery.queryKey, sharing);
  return invalidate(
    client,
    [DASHBOARD, RECEIVABLES, REPORTS, COMMISSIONS, COMMISSION_SETTLEMENTS],
    sharing && sharingQuery.queryKey,
  );
}
