import type * as React from "react";
import { Avatar as AvatarPrimitive } from "radix-ui";
import { initialsOf } from "@/lib/format";
import { cn } from "@/lib/utils";

function Avatar({ className, ...props }: React.ComponentProps<typeof AvatarPrimitive.Root>) {
  return (
    <AvatarPrimitive.Root
      className={cn("relative flex size-8 shrink-0 overflow-hidden rounded-full", className)}
      {...props}
    />
  );
}

const AvatarImage = ({ className, ...props }: React.ComponentProps<typeof AvatarPrimitive.Image>) => (
  <AvatarPrimitive.Image className={cn("aspect-square size-full", className)} {...props} />
);

function AvatarFallback({ className, ...props }: React.ComponentProps<typeof AvatarPrimitive.Fallback>) {
  return (
    <AvatarPrimitive.Fallback
      className={cn(
        "grid size-full place-items-center rounded-full bg-accent text-xs font-semibold text-accent-foreground",
        className,
      )}
      {...props}
    />
  );
}

/** A person's initials in a disc; the name stands beside it, so readers skip it. */
function Initials({ name, solid, className }: { name: string; solid?: boolean; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-8 shrink-0 place-items-center rounded-full text-xs font-semibold",
        solid ? "bg-primary text-primary-foreground" : "bg-accent text-accent-foreground",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

export { Avatar, AvatarFallback, AvatarImage, Initials };
