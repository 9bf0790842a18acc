"use client";

import { useEffect, useState, type ReactNode } from "react";
import { AppSidebar } from "@/components/layout/app-sidebar";
import { BottomBar } from "@/components/layout/bottom-bar";
import { PAGE_PADDING } from "@/components/layout/shell-skeleton";
import { TopBar } from "@/components/layout/top-bar";
import { SidebarProvider } from "@/components/ui/sidebar";
import { useClinicColour } from "@/entities/clinic/queries";
import { useHotkey } from "@/hooks/use-hotkey";
import { lazy } from "@/lib/lazy";

// Before it comes nobody has typed what could be lost.
const LeaveGuard = lazy(() => import("@/components/layout/leave-guard").then((file) => file.LeaveGuard));
const CommandPalette = lazy(() => import("@/components/layout/command-palette").then((file) => file.CommandPalette));
const ShortcutsHelp = lazy(() => import("@/components/layout/shortcuts-help").then((file) => file.ShortcutsHelp));

export function AppShell({ children }: { children: ReactNode }) {
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  useClinicColour();
  useAfterPage();
  useHotkey("mod+k", () => setSearching((open) => !open));
  useHotkey("?", () => setHelping(true));

  return (
    <SidebarProvider>
      <a
        href="#contenido"
        className="sr-only z-50 rounded-md bg-card px-3 py-2 text-sm shadow-2 focus:not-sr-only focus:fixed focus:left-3 focus:top-3"
      >
        Saltar al contenido
      </a>
      <div className="flex min-h-dvh">
        <AppSidebar />
        <div className="min-w-0 flex-1">
          <TopBar onSearch={() => setSearching(true)} />
          <main id="contenido" tabIndex={-1} className={`${PAGE_PADDING} outline-none focus-visible:ring-0`}>
            {children}
          </main>
        </div>
        <BottomBar />
      </div>
      <LeaveGuard />
      <CommandPalette open={searching} onOpenChange={setSearching} onHelp={() => setHelping(true)} />
      <ShortcutsHelp open={helping} onOpenChange={setHelping} />
    </SidebarProvider>
  );
}

/** What is no part of a page and comes after it: the keyboard's ways, the copy for working on paper. */
function useAfterPage() {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let left = false;
    void import("@/components/layout/after-page").then(({ start }) => {
      if (!left) stop = start();
    });
    return () => {
      left = true;
      stop?.();
    };
  }, []);
}
