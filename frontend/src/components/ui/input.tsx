import type * as React from "react";
import { cn } from "@/lib/utils";

const fieldStyles =
  "w-full min-w-0 text-ellipsis rounded-md border border-input bg-card px-3 text-base text-foreground transition-colors duration-120 placeholder:text-muted-foreground focus-visible:border-ring focus-visible:ring-2 focus-visible:ring-ring/40 focus-visible:ring-offset-0 disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-[invalid=true]:border-destructive aria-[invalid=true]:focus-visible:ring-destructive/35";

function Input({ className, type = "text", ...props }: React.ComponentProps<"input">) {
  return <input type={type} className={cn(fieldStyles, "h-11 read-only:bg-muted/60 md:h-9", className)} {...props} />;
}

export { fieldStyles, Input };
