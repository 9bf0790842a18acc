"use client";

import * as React from "react";
import { cn } from "@/lib/utils";

type SidebarState = { collapsed: boolean; toggle: () => void };

const SidebarContext = React.createContext<SidebarState | null>(null);
const STORAGE_KEY = "omniclinica.sidebar";

function SidebarProvider({ children }: { children: React.ReactNode }) {
  const [collapsed, setCollapsed] = React.useState(false);
  React.useEffect(() => setCollapsed(localStorage.getItem(STORAGE_KEY) === "collapsed"), []);

  const state = React.useMemo(
    () => ({
      collapsed,
      toggle: () => {
        localStorage.setItem(STORAGE_KEY, collapsed ? "open" : "collapsed");
        setCollapsed(!collapsed);
      },
    }),
    [collapsed],
  );
  return <SidebarContext.Provider value={state}>{children}</SidebarContext.Provider>;
}

function useSidebar() {
  const state = React.useContext(SidebarContext);
  if (!state) throw new Error("useSidebar se usa dentro de SidebarProvider");
  return state;
}

/** 232 px open, 56 collapsed; phones have the bottom bar instead. */
function Sidebar({ className, ...props }: React.ComponentProps<"aside">) {
  const { collapsed } = useSidebar();
  return (
    <aside
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
  useSidebar,
};
