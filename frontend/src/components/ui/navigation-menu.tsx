"use client";

import { NavigationMenu as Primitive } from "radix-ui";
import type * as React from "react";
import { cn } from "@/lib/utils";

const NavigationMenuItem = Primitive.Item;

const NavigationMenu = ({ className, ...props }: React.ComponentProps<typeof Primitive.Root>) => (
  <Primitive.Root className={cn("relative flex max-w-full items-center", className)} {...props} />
);
const NavigationMenuList = ({ className, ...props }: React.ComponentProps<typeof Primitive.List>) => (
  <Primitive.List className={cn("flex items-center gap-1 md:flex-col md:items-stretch", className)} {...props} />
);
const NavigationMenuLink = ({ className, ...props }: React.ComponentProps<typeof Primitive.Link>) => (
  <Primitive.Link
    className={cn(
      "flex h-11 items-center rounded-md px-2.5 text-sm hover:bg-accent hover:text-accent-foreground data-[active]:bg-accent data-[active]:font-medium data-[active]:text-accent-foreground md:h-8",
      className,
    )}
    {...props}
  />
);

export { NavigationMenu, NavigationMenuItem, NavigationMenuLink, NavigationMenuList };
