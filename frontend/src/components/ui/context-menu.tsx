"use client";

import { ContextMenu as Primitive } from "radix-ui";
import type * as React from "react";
import { menuItem, menuLabel, menuSeparator, popoverSurface } from "@/components/ui/menu-styles";
import { cn } from "@/lib/utils";

const ContextMenu = Primitive.Root;
const ContextMenuTrigger = Primitive.Trigger;

const ContextMenuContent = ({ className, ...props }: React.ComponentProps<typeof Primitive.Content>) => (
  <Primitive.Portal>
    <Primitive.Content className={cn(popoverSurface, "min-w-40 p-1", className)} {...props} />
  </Primitive.Portal>
);
const ContextMenuItem = ({ className, ...props }: React.ComponentProps<typeof Primitive.Item>) => (
  <Primitive.Item className={cn(menuItem, className)} {...props} />
);
const ContextMenuLabel = ({ className, ...props }: React.ComponentProps<typeof Primitive.Label>) => (
  <Primitive.Label className={cn(menuLabel, className)} {...props} />
);
const ContextMenuSeparator = ({ className, ...props }: React.ComponentProps<typeof Primitive.Separator>) => (
  <Primitive.Separator className={cn(menuSeparator, className)} {...props} />
);

export { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuLabel, ContextMenuSeparator, ContextMenuTrigger };
