import { useSyncExternalStore } from "react";

// Next's navigation over jsdom's own history, so that a test sees and sets the address as a
// browser would. `setup.ts` puts it in the place of next/navigation.

const listeners = new Set<() => void>();
const changed = () => listeners.forEach((listener) => listener());
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

for (const name of ["pushState", "replaceState"] as const) {
  const original = window.history[name].bind(window.history);
  window.history[name] = (...args: Parameters<History["pushState"]>) => {
    original(...args);
    changed();
  };
}
window.addEventListener("popstate", changed);

const usePart = (read: () => string) => useSyncExternalStore(subscribe, read, read);

const router = {
  push: (href: string) => window.history.pushState(null, "", href),
  replace: (href: string) => window.history.replaceState(null, "", href),
  back: () => window.history.back(),
  forward: () => window.history.forward(),
  refresh: () => undefined,
  prefetch: () => undefined,
};

let lastSearch = "";
let lastParams = new URLSearchParams();

export const useRouter = () => router;
export const usePathname = () => usePart(() => window.location.pathname);
export function useSearchParams() {
  const search = usePart(() => window.location.search);
  if (search !== lastSearch) {
    lastSearch = search;
    lastParams = new URLSearchParams(search);
  }
  return lastParams;
}
export const useParams = () => ({});
export const notFound = () => {
  throw new Error("notFound");
};
export const redirect = router.replace;
