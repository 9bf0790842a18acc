import type * as React from "react";
import { cn } from "@/lib/utils";

const LATE_MS = 200;
// The first wait begins with the page: its outline is in the HTML.
let since = 0;
let gone = Infinity;
let standing = 0;

/** One wait, however many skeletons it takes, each with more of the page: what was grey does not vanish in between. */
function joinTheWait(element: HTMLElement | null) {
  if (!element) return;
  const now = performance.now();
  if (standing === 0 && now - gone > LATE_MS) since = now;
  standing += 1;
  element.style.animationDelay = `${Math.round(LATE_MS - (now - since))}ms`;
  return () => {
    standing -= 1;
    gone = performance.now();
  };
}

/** A grey stand-in with the real geometry, shown only after 200 ms of waiting. */
function Skeleton({ className, ...props }: React.ComponentProps<"div">) {
  return (
    <div
      ref={joinTheWait}
      aria-hidden
      className={cn("h-3 animate-appear-late rounded-sm bg-secondary", className)}
      {...props}
    />
  );
}

export { Skeleton };
