"use client";

import * as React from "react";
import { useMedia } from "@/hooks/use-media";
import { cn } from "@/lib/utils";

type SidebarState = { collapsed: boolean; toggle: () => void; setBeside: (open: boolean) => void };

const SidebarContext = React.createContext<SidebarState | null>(null);
/** From here on there is room for the names of the pages; beside an open panel, from the second. */
const ROOMY = "(min-width: 1280px)";
const ROOMY_BESIDE = "(min-width: 1680px)";
/** What was chosen is kept for the room there was: icons on a small screen say nothing about a large one. */
const keyOf = (roomy: boolean) => `omniclinica.sidebar${roomy ? "" : ".narrow"}`;

function SidebarProvider({ children }: { children: React.ReactNode }) {
  const [beside, setBeside] = React.useState(false);
  const [chosen, setChosen] = React.useState<Record<string, string | null>>({});
  const [wide, widest] = [useMedia(ROOMY), useMedia(ROOMY_BESIDE)];
  const roomy = beside ? widest : wide;
  const key = keyOf(roomy);
  const kept = chosen[key] ?? (typeof window === "undefined" ? null : localStorage.getItem(key));
  const collapsed = kept ? kept === "collapsed" : !roomy;

  const state = React.useMemo(
    () => ({
      collapsed,
      toggle: () => {
        const next = collapsed ? "open" : "collapsed";
        localStorage.setItem(key, next);
        setChosen((before) => ({ ...before, [key]: next }));
      },
      setBeside,
    }),
    [collapsed, key],
  );
  return <SidebarContext.Provider value={state}>{children}</SidebarContext.Provider>;
}

function useSidebar() {
  const state = React.useContext(SidebarContext);
  if (!state) throw new Error("useSidebar se usa dentro de SidebarProvider");
  return state;
}

/** A panel that stands beside the page takes the room of the names of the pages while it is open. */
function useBeside(open: boolean) {
  const setBeside = React.useContext(SidebarContext)?.setBeside;
  // Before anything is drawn: a page that has it from the start would be drawn wide, and jump.
  React.useLayoutEffect(() => {
    if (!open) return;
    setBeside?.(true);
    return () => setBeside?.(false);
  }, [open, setBeside]);
}

/** 232 px open, 56 collapsed; phones have the bottom bar instead. */
function Sidebar({ className, ...props }: React.ComponentProps<"aside">) {
  const { collapsed } = useSidebar();
  return (
    <aside
      data-not-printed
      data-collapsed={collapsed || undefined}
      className={cn(
        "group/sidebar sticky top-0 hidden h-dvh shrink-0 flex-col border-r border-sidebar-border bg-sidebar text-sidebar-foreground md:flex",
        collapsed ? "w-14" : "w-[232px]",
        className,
      )}
      {...props}
    />
  );
}

const SidebarHeader = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("flex h-14 shrink-0 items-center px-3.5", className)} {...props} />
);
const SidebarContent = ({ className, ...props }: React.ComponentProps<"nav">) => (
  <nav
    className={cn("min-h-0 flex-1 space-y-5 overflow-y-auto overflow-x-hidden px-3 pb-4 pt-2", className)}
    {...props}
  />
);
const SidebarFooter = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("shrink-0 p-2", className)} {...props} />
);

function SidebarGroup({ label, children }: { label: string; children: React.ReactNode }) {
  const id = React.useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p
        id={id}
        className="mb-1 truncate px-2.5 text-2xs font-medium text-muted-foreground group-data-[collapsed]/sidebar:sr-only"
      >
        {label}
      </p>
      <ul className="space-y-0.5">{children}</ul>
    </div>
  );
}

const sidebarItem =
  "relative flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors duration-120 hover:bg-sidebar-accent/60 aria-[current=page]:bg-sidebar-accent aria-[current=page]:font-medium aria-[current=page]:text-sidebar-accent-foreground aria-[current=page]:shadow-1 aria-[current=page]:before:absolute aria-[current=page]:before:-left-3 aria-[current=page]:before:top-2 aria-[current=page]:before:h-4 aria-[current=page]:before:w-[3px] aria-[current=page]:before:rounded-r-full aria-[current=page]:before:bg-sidebar-primary";

export {
  Sidebar,
  SidebarContent,
  SidebarFooter,
  SidebarGroup,
  SidebarHeader,
  sidebarItem,
  SidebarProvider,
  useBeside,
  useSidebar,
};
