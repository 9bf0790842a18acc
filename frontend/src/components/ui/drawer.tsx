"use client";

import type * as React from "react";
import { Drawer as DrawerPrimitive } from "vaul";
import { useOverlayRoot } from "@/hooks/use-overlay";
import { cn } from "@/lib/utils";

function Drawer(props: React.ComponentProps<typeof DrawerPrimitive.Root>) {
  useOverlayRoot(props);
  return <DrawerPrimitive.Root {...props} />;
}
const DrawerTrigger = DrawerPrimitive.Trigger;
const DrawerClose = DrawerPrimitive.Close;

function DrawerContent({ className, children, ...props }: React.ComponentProps<typeof DrawerPrimitive.Content>) {
  return (
    <DrawerPrimitive.Portal>
      <DrawerPrimitive.Overlay className="fixed inset-0 z-50 bg-[hsl(192_40%_6%/.45)] dark:bg-[hsl(192_40%_3%/.65)]" />
      <DrawerPrimitive.Content
        aria-describedby={undefined}
        className={cn(
          "fixed inset-x-0 bottom-0 z-50 mt-24 flex max-h-[88dvh] flex-col rounded-t-xl border-t border-border bg-popover pb-safe text-popover-foreground shadow-3 outline-none",
          className,
        )}
        {...props}
      >
        <div className="mx-auto mt-2.5 h-1 w-10 shrink-0 rounded-full bg-border" aria-hidden />
        {children}
      </DrawerPrimitive.Content>
    </DrawerPrimitive.Portal>
  );
}

const DrawerHeader = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("shrink-0 space-y-0.5 px-4 pb-3 pt-2.5", className)} {...props} />
);
const DrawerBody = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("min-h-0 flex-1 overflow-y-auto px-4 pb-4", className)} {...props} />
);
const DrawerFooter = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("flex shrink-0 gap-2 border-t border-border p-4 [&>button]:flex-1", className)} {...props} />
);
const DrawerTitle = ({ className, ...props }: React.ComponentProps<typeof DrawerPrimitive.Title>) => (
  <DrawerPrimitive.Title className={cn("text-lg font-semibold", className)} {...props} />
);
const DrawerDescription = ({ className, ...props }: React.ComponentProps<typeof DrawerPrimitive.Description>) => (
  <DrawerPrimitive.Description className={cn("text-sm text-muted-foreground", className)} {...props} />
);

export {
  Drawer,
  DrawerBody,
  DrawerClose,
  DrawerContent,
  DrawerDescription,
  DrawerFooter,
  DrawerHeader,
  DrawerTitle,
  DrawerTrigger,
};
