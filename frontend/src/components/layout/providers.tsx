"use client";

import "@/lib/zod-es";
import { QueryClientProvider } from "@tanstack/react-query";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { TooltipProvider } from "@/components/ui/tooltip";
import { askEarly } from "@/lib/early";
import { lazy } from "@/lib/lazy";
import { tellPending } from "@/lib/pending";
import { createQueryClient } from "@/lib/query-client";
import { loginPath } from "@/lib/return-path";
import { onLoggedOutElsewhere } from "@/lib/tabs";
import { hasUnsaved } from "@/lib/unsaved";

const Toaster = lazy(() => import("@/components/ui/sonner").then((file) => file.Toaster));

const SessionRenewal = lazy(() => import("@/components/layout/session-renewal").then((file) => file.SessionRenewal));

function toLogin() {
  tellPending();
  const { pathname, search } = window.location;
  // A full load: nothing of the ended session stays in memory.
  if (!pathname.startsWith("/ingresar")) window.location.replace(loginPath(pathname + search));
}

function open(options: Parameters<typeof createQueryClient>[0]) {
  if (typeof window !== "undefined") askEarly(window.location);
  return createQueryClient(options);
}

export function Providers({ children }: { children: ReactNode }) {
  const [ended, setEnded] = useState(false);
  const end = useCallback(() => (hasUnsaved() ? setEnded(true) : toLogin()), []);
  const [client] = useState(() => open({ onUnauthorized: end }));
  useEffect(() => onLoggedOutElsewhere(end), [end]);
  return (
    <QueryClientProvider client={client}>
      <TooltipProvider delayDuration={400}>
        {children}
        <SessionRenewal open={ended} onRenewed={() => setEnded(false)} onLeave={toLogin} />
        <Toaster />
      </TooltipProvider>
    </QueryClientProvider>
  );
}
