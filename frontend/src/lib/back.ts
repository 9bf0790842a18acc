// Who may stop the browser's back button. A window tells its listeners of `popstate` in the order they came, and
// Next's router draws the other page at once: this one must stand before it, so the root layout imports it.

let guard: ((event: PopStateEvent) => void) | null = null;

if (typeof window !== "undefined") window.addEventListener("popstate", (event) => guard?.(event));

export function guardBack(next: (event: PopStateEvent) => void) {
  guard = next;
  return () => {
    if (guard === next) guard = null;
  };
}
