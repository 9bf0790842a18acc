"use client";

import { Menubar as Primitive } from "radix-ui";
import type * as React from "react";
import { menuItem, menuSeparator, popoverSurface } from "@/components/ui/menu-styles";
import { cn } from "@/lib/utils";

const MenubarMenu = Primitive.Menu;

const Menubar = ({ className, ...props }: React.ComponentProps<typeof Primitive.Root>) => (
  <Primitive.Root
    className={cn("flex h-9 items-center gap-1 rounded-md border border-border bg-card p-1 shadow-1", className)}
    {...props}
  />
);
const MenubarTrigger = ({ className, ...props }: React.ComponentProps<typeof Primitive.Trigger>) => (
  <Primitive.Trigger
    className={cn(
      "flex h-7 select-none items-center rounded-sm px-2.5 text-sm font-medium data-[highlighted]:bg-accent data-[state=open]:bg-accent",
      className,
    )}
    {...props}
  />
);
const MenubarContent = ({
  className,
  align = "start",
  sideOffset = 6,
  ...props
}: React.ComponentProps<typeof Primitive.Content>) => (
  <Primitive.Portal>
    <Primitive.Content
      align={align}
      sideOffset={sideOffset}
      className={cn(popoverSurface, "min-w-40 p-1", className)}
      {...props}
    />
  </Primitive.Portal>
);
const MenubarItem = ({ className, ...props }: React.ComponentProps<typeof Primitive.Item>) => (
  <Primitive.Item className={cn(menuItem, className)} {...props} />
);
const MenubarSeparator = ({ className, ...props }: React.ComponentProps<typeof Primitive.Separator>) => (
  <Primitive.Separator className={cn(menuSeparator, className)} {...props} />
);

export { Menubar, MenubarContent, MenubarItem, MenubarMenu, MenubarSeparator, MenubarTrigger };
