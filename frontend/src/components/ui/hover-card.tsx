"use client";

import { HoverCard as HoverCardPrimitive } from "radix-ui";
import type * as React from "react";
import { popoverSurface } from "@/components/ui/menu-styles";
import { cn } from "@/lib/utils";

const HoverCard = HoverCardPrimitive.Root;
const HoverCardTrigger = HoverCardPrimitive.Trigger;

const HoverCardContent = ({
  className,
  sideOffset = 4,
  ...props
}: React.ComponentProps<typeof HoverCardPrimitive.Content>) => (
  <HoverCardPrimitive.Portal>
    <HoverCardPrimitive.Content
      sideOffset={sideOffset}
      className={cn(popoverSurface, "w-64 p-3", className)}
      {...props}
    />
  </HoverCardPrimitive.Portal>
);

export { HoverCard, HoverCardContent, HoverCardTrigger };
