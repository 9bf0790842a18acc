"use client";

import { Suspense, type ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { SessionGate } from "@/components/layout/session-gate";
import { ForcedPasswordPage } from "@/features/cuenta";

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <SessionGate changePassword={(me) => <ForcedPasswordPage me={me} />}>
      <AppShell>
        {/* Pages read the query string, which a static export only knows in the browser. */}
        <Suspense>{children}</Suspense>
      </AppShell>
    </SessionGate>
  );
}
