import type * as React from "react";
import { cn } from "@/lib/utils";

const Card = ({ className, ...props }: React.ComponentProps<"section">) => (
  <section
    className={cn("rounded-xl border border-border bg-card text-card-foreground shadow-1", className)}
    {...props}
  />
);
const CardHeader = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pb-1 pt-3.5", className)} {...props} />
);
const CardTitle = ({ className, ...props }: React.ComponentProps<"h2">) => (
  <h2 className={cn("text-lg font-semibold tracking-[-0.01em]", className)} {...props} />
);
const CardDescription = ({ className, ...props }: React.ComponentProps<"p">) => (
  <p className={cn("basis-full text-sm text-muted-foreground", className)} {...props} />
);
/** Pushed to the right end of the header. */
const CardAction = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("ml-auto flex items-center gap-2", className)} {...props} />
);
const CardContent = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("p-4", className)} {...props} />
);
const CardFooter = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("flex items-center gap-2 border-t border-border p-3", className)} {...props} />
);

export { Card, CardAction, CardContent, CardDescription, CardFooter, CardHeader, CardTitle };
