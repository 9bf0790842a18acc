"use client";

import { Tabs as TabsPrimitive } from "radix-ui";
import { useEffect, useRef, type ComponentProps } from "react";
import { cn } from "@/lib/utils";

const Tabs = ({ className, ...props }: ComponentProps<typeof TabsPrimitive.Root>) => (
  <TabsPrimitive.Root className={cn("flex flex-col gap-4", className)} {...props} />
);

/** Where tabs go on beyond the edge, as much of it is in the shade. */
const FADE = 32;

/** Tabs of a record stand under one hairline and scroll sideways on a phone, with the chosen one in view. */
function TabsList({ className, ...props }: ComponentProps<typeof TabsPrimitive.List>) {
  const list = useRef<HTMLDivElement>(null);
  const shownTo = useRef(0);
  // After each render: a count that comes later makes the tabs wider. Where somebody scrolled by hand, it stays.
  useEffect(() => {
    const chosen = list.current?.querySelector<HTMLElement>("[data-state=active]");
    if (!list.current || !chosen) return;
    const end = chosen.offsetLeft + chosen.offsetWidth;
    if (end !== shownTo.current) list.current.scrollLeft = end + FADE - list.current.clientWidth;
    shownTo.current = end;
  });
  return (
    <TabsPrimitive.List
      ref={list}
      className={cn(
        "sideways relative flex shrink-0 gap-5 border-b border-border [--ground:var(--background)] [scrollbar-width:none]",
        className,
      )}
      {...props}
    />
  );
}
const TabsTrigger = ({ className, ...props }: ComponentProps<typeof TabsPrimitive.Trigger>) => (
  <TabsPrimitive.Trigger
    className={cn(
      "-mb-px inline-flex h-11 shrink-0 items-center gap-1.5 border-b-2 border-transparent text-sm text-muted-foreground hover:text-foreground focus-visible:ring-inset data-[state=active]:border-primary data-[state=active]:font-medium data-[state=active]:text-foreground disabled:opacity-50 md:h-9",
      className,
    )}
    {...props}
  />
);
const TabsContent = ({ className, ...props }: ComponentProps<typeof TabsPrimitive.Content>) => (
  <TabsPrimitive.Content className={cn("outline-none", className)} {...props} />
);

export { Tabs, TabsContent, TabsList, TabsTrigger };
