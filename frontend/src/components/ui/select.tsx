"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Primitive } from "radix-ui";
import type * as React from "react";
import { fieldStyles } from "@/components/ui/input";
import { menuItem, menuLabel, menuSeparator, popoverSurface } from "@/components/ui/menu-styles";
import { cn } from "@/lib/utils";

const Select = Primitive.Root;
const SelectGroup = Primitive.Group;
const SelectValue = Primitive.Value;

function SelectTrigger({ className, children, ...props }: React.ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      className={cn(
        fieldStyles,
        "flex h-11 items-center justify-between gap-2 text-left data-[placeholder]:text-muted-foreground md:h-9 [&>span]:truncate",
        className,
      )}
      {...props}
    >
      {children}
      <Primitive.Icon asChild>
        <ChevronDown className="size-4 shrink-0 text-muted-foreground" aria-hidden />
      </Primitive.Icon>
    </Primitive.Trigger>
  );
}

function SelectContent({
  className,
  children,
  position = "popper",
  ...props
}: React.ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        position={position}
        sideOffset={4}
        className={cn(
          popoverSurface,
          "max-h-[min(320px,var(--radix-select-content-available-height))] min-w-[--radix-select-trigger-width] overflow-hidden",
          className,
        )}
        {...props}
      >
        <Primitive.Viewport className="p-1">{children}</Primitive.Viewport>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

function SelectItem({ className, children, ...props }: React.ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item className={cn(menuItem, "pr-8", className)} {...props}>
      <Primitive.ItemText>{children}</Primitive.ItemText>
      <Primitive.ItemIndicator className="absolute right-2">
        <Check className="size-4" aria-hidden />
      </Primitive.ItemIndicator>
    </Primitive.Item>
  );
}

const SelectLabel = ({ className, ...props }: React.ComponentProps<typeof Primitive.Label>) => (
  <Primitive.Label className={cn(menuLabel, className)} {...props} />
);
const SelectSeparator = ({ className, ...props }: React.ComponentProps<typeof Primitive.Separator>) => (
  <Primitive.Separator className={cn(menuSeparator, className)} {...props} />
);

export { Select, SelectContent, SelectGroup, SelectItem, SelectLabel, SelectSeparator, SelectTrigger, SelectValue };
