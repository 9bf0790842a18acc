"use client";

import { ToggleGroup as ToggleGroupPrimitive } from "radix-ui";
import type * as React from "react";
import { toggleVariants } from "@/components/ui/toggle";
import { cn } from "@/lib/utils";

/** A segmented control: `<ToggleGroup type="single" value onValueChange>`. */
const ToggleGroup = ({ className, ...props }: React.ComponentProps<typeof ToggleGroupPrimitive.Root>) => (
  <ToggleGroupPrimitive.Root
    className={cn("inline-flex h-11 items-center rounded-md bg-secondary p-0.5 md:h-8", className)}
    {...props}
  />
);
const ToggleGroupItem = ({ className, ...props }: React.ComponentProps<typeof ToggleGroupPrimitive.Item>) => (
  <ToggleGroupPrimitive.Item className={cn(toggleVariants(), className)} {...props} />
);

export { ToggleGroup, ToggleGroupItem };
