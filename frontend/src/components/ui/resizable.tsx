"use client";

import type * as React from "react";
import { Panel, PanelGroup, PanelResizeHandle } from "react-resizable-panels";
import { cn } from "@/lib/utils";

const ResizablePanel = Panel;

const ResizablePanelGroup = ({ className, ...props }: React.ComponentProps<typeof PanelGroup>) => (
  <PanelGroup className={cn("flex size-full data-[panel-group-direction=vertical]:flex-col", className)} {...props} />
);
const ResizableHandle = ({ className, ...props }: React.ComponentProps<typeof PanelResizeHandle>) => (
  <PanelResizeHandle
    className={cn(
      "relative w-px bg-border after:absolute after:inset-y-0 after:-left-1.5 after:w-3 data-[resize-handle-state=drag]:bg-primary data-[panel-group-direction=vertical]:h-px data-[panel-group-direction=vertical]:w-full",
      className,
    )}
    {...props}
  />
);

export { ResizableHandle, ResizablePanel, ResizablePanelGroup };
