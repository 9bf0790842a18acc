"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as CheckboxPrimitive } from "radix-ui";
import type * as React from "react";
import { cn } from "@/lib/utils";

function Checkbox({ className, ...props }: React.ComponentProps<typeof CheckboxPrimitive.Root>) {
  return (
    <CheckboxPrimitive.Root
      className={cn(
        // The pseudo-element widens what a finger can hit without moving the layout.
        "group relative grid size-4 shrink-0 place-items-center rounded-sm border border-input bg-card before:absolute before:-inset-3 before:content-[''] data-[state=checked]:border-primary data-[state=indeterminate]:border-primary data-[state=checked]:bg-primary data-[state=indeterminate]:bg-primary data-[state=checked]:text-primary-foreground data-[state=indeterminate]:text-primary-foreground disabled:opacity-50 md:before:-inset-1.5",
        className,
      )}
      {...props}
    >
      <CheckboxPrimitive.Indicator>
        <Check className="hidden size-3 stroke-[3] group-data-[state=checked]:block" aria-hidden />
        <Minus className="hidden size-3 stroke-[3] group-data-[state=indeterminate]:block" aria-hidden />
      </CheckboxPrimitive.Indicator>
    </CheckboxPrimitive.Root>
  );
}

export { Checkbox };
