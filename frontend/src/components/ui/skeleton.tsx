import type * as React from "react";
import { cn } from "@/lib/utils";

/** A grey stand-in with the real geometry, shown only after 200 ms of waiting. */
function Skeleton({ className, ...props }: React.ComponentProps<"div">) {
  return <div aria-hidden className={cn("h-3 animate-appear-late rounded-sm bg-secondary", className)} {...props} />;
}

export { Skeleton };
