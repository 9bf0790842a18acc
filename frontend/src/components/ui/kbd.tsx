import type * as React from "react";
import { cn } from "@/lib/utils";

/** A key's hint; phones have no keys, so it never shows there. `inverse` is for a primary button. */
export function Kbd({ className, inverse, ...props }: React.ComponentProps<"kbd"> & { inverse?: boolean }) {
  return (
    <kbd
      aria-hidden
      className={cn(
        "hidden h-5 min-w-5 items-center justify-center rounded-sm border px-1 font-sans text-2xs font-medium md:inline-flex",
        inverse
          ? "border-primary-foreground/30 text-primary-foreground"
          : "border-border bg-muted text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
