import type * as React from "react";
import { fieldStyles } from "@/components/ui/input";
import { cn } from "@/lib/utils";

function Textarea({ className, rows = 3, ...props }: React.ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={cn(fieldStyles, "block min-h-16 resize-y py-2 read-only:bg-muted/60", className)}
      {...props}
    />
  );
}

export { Textarea };
