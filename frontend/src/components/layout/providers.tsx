"use client";

import "@/lib/zod-es";
import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import { SessionRenewal } from "@/components/layout/session-renewal";
import { Toaster } from "@/components/ui/sonner";
import { TooltipProvider } from "@/components/ui/tooltip";
import { createQueryClient } from "@/lib/query-client";
import { loginPath } from "@/lib/session";
import { hasUnsaved } from "@/lib/unsaved";

function toLogin() {
  const { pathname, search } = window.location;
  // A full load: nothing of the ended session stays in memory.
  if (!pathname.startsWith("/ingresar")) window.location.replace(loginPath(pathname + search));
}

export function Providers({ children }: { children: ReactNode }) {
  const [ended, setEnded] = useState(false);
  const [client] = useState(() => createQueryClient({ onUnauthorized: () => (hasUnsaved() ? setEnded(true) : toLogin()) }));
  return (
    <QueryClientProvider client={client}>
      <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
        <TooltipProvider delayDuration={400}>
          {children}
          <SessionRenewal open={ended} onRenewed={() => setEnded(false)} onLeave={toLogin} />
          <Toaster />
        </TooltipProvider>
      </ThemeProvider>
    </QueryClientProvider>
  );
}
