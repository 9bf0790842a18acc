"use client";

import { Suspense, type ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { Providers } from "@/components/layout/providers";
import { SessionGate } from "@/components/layout/session-gate";
import { lazy } from "@/lib/lazy";

const ForcedPasswordPage = lazy(() => import("@/features/cuenta/components/forced-password-page").then((file) => file.ForcedPasswordPage));

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <Providers>
      <SessionGate changePassword={(me) => <ForcedPasswordPage me={me} />}>
        <AppShell>
          {/* Pages read the query string, which a static export only knows in the browser. */}
          <Suspense>{children}</Suspense>
        </AppShell>
      </SessionGate>
    </Providers>
  );
}
