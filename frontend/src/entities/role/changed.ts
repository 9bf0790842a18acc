import type { QueryClient } from "@tanstack/react-query";
import { ROLES } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { roleQuery } from "./queries";
import type { Role } from "./schema";

/** A role was written, or who holds it. `role` is what the service answered: it is not read again. */
export function changed(client: QueryClient, role?: Role) {
  const known = role && roleQuery(role.id).queryKey;
  if (known) client.setQueryData(known, role);
  return invalidate(client, [ROLES], known);
}
