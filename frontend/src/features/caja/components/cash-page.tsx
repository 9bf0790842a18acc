"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageHeader } from "@/components/patterns/page-header";
import { ErrorState } from "@/components/patterns/state-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { ownSessionQuery } from "@/entities/cash/queries";
import { lazy } from "@/lib/lazy";
import { AllTills, SessionBar } from "./session-bar";

const Counter = lazy(
  () => import("./counter").then((file) => file.Counter),
  <Skeleton className="h-96 w-full rounded-xl" />,
);
const MoveDialog = lazy(() => import("./move-dialog").then((file) => file.MoveDialog));

/** The cashier's one screen. */
export function CashPage() {
  return (
    <RequirePermission permission="payments:write" what="la caja">
      <Till />
    </RequirePermission>
  );
}

function Till() {
  const own = useQuery(ownSessionQuery);
  const [moving, setMoving] = useState(false);
  if (own.error) return <ErrorState error={own.error} what="la caja" onRetry={() => void own.refetch()} />;
  if (!own.data) return <Skeleton className="h-64 w-full rounded-xl" />;
  const { session } = own.data;
  return (
    // From 1024 px the page is as high as the screen, and the panes scroll in what the head leaves, open or closed.
    <div className="flex flex-col gap-4 lg:h-[calc(100dvh-7rem)] lg:min-h-[36rem]">
      {session ? (
        <SessionBar session={session} onMove={() => setMoving(true)} />
      ) : (
        <PageHeader
          title="Caja"
          subtitle="Cerrada. Los borradores siguen entrando; ábrala para cobrar."
          actions={<AllTills />}
        />
      )}
      <Counter till={session !== null} />
      {moving && session && <MoveDialog session={session} onClose={() => setMoving(false)} />}
    </div>
  );
}
