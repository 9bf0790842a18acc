// Who may stop the browser's back button. A window tells its listeners of `popstate` in the order they came, and
// Next's router draws the other page at once: these must stand before it, so the root layout imports them.

type Guard = (event: PopStateEvent) => void;

// What lies over the page goes before what is typed on it.
const guards: Partial<Record<"overlays" | "page", Guard>> = {};

if (typeof window !== "undefined") {
  window.addEventListener("popstate", (event) => {
    guards.overlays?.(event);
    if (!event.cancelBubble) guards.page?.(event);
  });
}

export function guardBack(next: Guard, of: keyof typeof guards = "page") {
  guards[of] = next;
  return () => {
    if (guards[of] === next) delete guards[of];
  };
}
