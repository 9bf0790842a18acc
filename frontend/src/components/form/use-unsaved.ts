"use client";

import { useEffect, useRef } from "react";
import { holdPage, type Holder } from "@/lib/unsaved";

/**
 * The one guard of unsaved text. While there is some: a link, the palette or the browser's back
 * button ask first (see `LeaveGuard`), the browser asks before the tab closes, and a session that
 * ends is renewed in place.
 */
export function useUnsaved(unsaved: boolean, holder: Holder = {}) {
  const latest = useRef(holder);
  useEffect(() => {
    latest.current = holder;
  });
  useEffect(() => {
    if (!unsaved) return;
    const askBrowser = (event: BeforeUnloadEvent) => event.preventDefault();
    const release = holdPage(() => latest.current);
    window.addEventListener("beforeunload", askBrowser);
    return () => {
      release();
      window.removeEventListener("beforeunload", askBrowser);
    };
  }, [unsaved]);
}
