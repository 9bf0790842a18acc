import type { QueryClient } from "@tanstack/react-query";
import { CASH, TILLS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { sessionQuery } from "./queries";
import type { CashSession } from "./schema";

/** A till was opened, counted or closed, or money came into one. `session` is what the service answered: it is shown at once. */
export function changed(client: QueryClient, session?: CashSession) {
  const known = session && sessionQuery(session.id).queryKey;
  if (known) client.setQueryData(known, session);
  return invalidate(client, [CASH, TILLS], known);
}
