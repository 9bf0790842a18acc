"use client";

// With its page, React would show the outline of the agenda until they are there, and for 300 ms at least.
import "@event-calendar/core/index.css";
import "@/features/agenda/calendar/agenda.css";
import "@/entities/clinic/printed.css";
import { usePathname } from "next/navigation";
import { Suspense, type ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { PageSkeleton } from "@/components/layout/page-skeleton";
import { Providers } from "@/components/layout/providers";
import { SessionGate } from "@/components/layout/session-gate";
import { lazy } from "@/lib/lazy";

const ForcedPasswordPage = lazy(() =>
  import("@/features/cuenta/components/forced-password-page").then((file) => file.ForcedPasswordPage),
);

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <Providers>
      <SessionGate changePassword={(me) => <ForcedPasswordPage me={me} />}>
        <AppShell>
          {/* A page whose code has still to come shows its outline, instead of the page before it. */}
          <Suspense key={usePathname()} fallback={<PageSkeleton />}>
            {children}
          </Suspense>
        </AppShell>
      </SessionGate>
    </Providers>
  );
}
