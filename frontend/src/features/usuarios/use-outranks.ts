"use client";

import { useQuery } from "@tanstack/react-query";
import type { User } from "@/entities/person/schema";
import { goesBeyond } from "@/entities/role/permissions";
import { allRolesQuery } from "@/entities/role/queries";
import { useCan, useMe } from "@/lib/session";

/**
 * Whether somebody may do more than the person in session, who then decides neither how they enter nor as what: the rule of
 * the service, told before it refuses. To whom may not see the roles only the service can tell.
 */
export function useOutranks() {
  const mine = useMe().permissions;
  const { data: roles } = useQuery({ ...allRolesQuery, enabled: useCan("roles:read") });
  return (user: User) => goesBeyond(roles?.find(({ id }) => id === user.role.id)?.permissions ?? [], mine);
}
