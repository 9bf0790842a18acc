"use client";

import { useSyncExternalStore } from "react";

/** Whether a media query holds. On the server, and until the page is alive, it does not. */
export function useMedia(query: string) {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
    () => false,
  );
}

export const useIsDesktop = () => useMedia("(min-width: 768px)");
