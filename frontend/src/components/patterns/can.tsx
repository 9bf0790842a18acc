"use client";

import type { ReactNode } from "react";
import { NoPermission } from "@/components/patterns/state-panel";
import { useCan } from "@/lib/session";

type CanProps = { permission: string | readonly string[]; children: ReactNode; fallback?: ReactNode };

/** Shows its children to whoever holds the permission (any, if several). */
export function Can({ permission, children, fallback = null }: CanProps) {
  return useCan(permission) ? children : fallback;
}

/** A whole page behind a permission: without it, says which one and who grants it. */
export function RequirePermission({
  permission,
  what,
  children,
}: {
  permission: string;
  what?: string;
  children: ReactNode;
}) {
  return (
    <Can permission={permission} fallback={<NoPermission permission={permission} what={what} />}>
      {children}
    </Can>
  );
}
