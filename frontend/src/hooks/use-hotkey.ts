"use client";

import { useEffect, useRef } from "react";

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Runs `action` on a key: `useHotkey("n", openForm)`, `useHotkey("mod+k", openPalette)`.
 * Plain keys rest while someone types or a dialog is open.
 */
export function useHotkey(key: string, action: (event: KeyboardEvent) => void, { enabled = true } = {}) {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });

  useEffect(() => {
    if (!enabled) return;
    const wantsMod = key.startsWith("mod+");
    const wanted = wantsMod ? key.slice(4) : key;
    const listen = (event: KeyboardEvent) => {
      const mod = event.ctrlKey || event.metaKey;
      // Taken already: Esc by the menu that it closes.
      if (event.defaultPrevented) return;
      if (event.key?.toLowerCase() !== wanted || mod !== wantsMod || event.altKey) return;
      if (!wantsMod && (typing(event.target) || document.querySelector("[role=dialog],[role=alertdialog]"))) return;
      event.preventDefault();
      latest.current(event);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [key, enabled]);
}
