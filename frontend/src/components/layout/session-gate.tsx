"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, type ReactNode } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { ShellSkeleton } from "@/components/layout/shell-skeleton";
import { lazy } from "@/lib/lazy";
import { isApiError } from "@/lib/problem";
import { meQuery, type Me } from "@/lib/session";

const OutageCopyLink = lazy(() => import("./outage-copy-link").then((file) => file.OutageCopyLink));

type SessionGateProps = { children: ReactNode; changePassword: (me: Me) => ReactNode };

/** Nothing is shown before it is known who looks. A temporary password must be changed first. */
export function SessionGate({ children, changePassword }: SessionGateProps) {
  const { data, error, refetch } = useQuery(meQuery);
  // Not in a hurry: the outline stays until the page can be painted whole, with its style sheet.
  const me = useDeferredValue(data);
  if (me) return me.must_change_password ? changePassword(me) : children;
  // The query client is already on its way to the login.
  if (!error || isApiError(error, 401)) return <ShellSkeleton />;
  return (
    <main className="mx-auto grid min-h-dvh max-w-md place-items-center p-4">
      <div className="w-full space-y-4">
        <ErrorState error={error} what="su sesión" onRetry={() => void refetch()} />
        <OutageCopyLink />
      </div>
    </main>
  );
}
