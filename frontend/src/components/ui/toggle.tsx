"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { Toggle as TogglePrimitive } from "radix-ui";
import type * as React from "react";
import { cn } from "@/lib/utils";

const toggleVariants = cva(
  "inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 text-sm text-muted-foreground transition-colors duration-120 hover:text-foreground data-[state=on]:bg-card data-[state=on]:font-medium data-[state=on]:text-foreground data-[state=on]:shadow-1 disabled:opacity-50 [&_svg]:size-4",
  { variants: { size: { default: "h-10 md:h-7", lg: "h-10 md:h-8" } }, defaultVariants: { size: "default" } },
);

type ToggleProps = React.ComponentProps<typeof TogglePrimitive.Root> & VariantProps<typeof toggleVariants>;

const Toggle = ({ className, size, ...props }: ToggleProps) => (
  <TogglePrimitive.Root className={cn(toggleVariants({ size }), className)} {...props} />
);

export { Toggle, toggleVariants };
