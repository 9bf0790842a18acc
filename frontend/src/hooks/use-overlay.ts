"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

// It comes after the page, with the first thing that opens.
const overlays = () => import("@/lib/overlays");

/** The back button closes what is open: every sheet, dialog and panel stands in the browser's history. */
export function useOverlay(open: boolean, close: () => void) {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  // Before the address changes, as it may in the same breath.
  useLayoutEffect(() => {
    if (!open) return;
    let leave: (() => void) | null = null;
    let closed = false;
    void overlays().then(({ standInHistory }) => {
      if (!closed) leave = standInHistory(() => latest.current());
    });
    return () => {
      closed = true;
      leave?.();
    };
  }, [open]);
}

type Root = { open?: boolean; onOpenChange?: (open: boolean) => void };

/** For the roots of Radix: those that hold their own `open` stay out of it. */
export const useOverlayRoot = ({ open = false, onOpenChange }: Root, inHistory = true) =>
  useOverlay(inHistory && open, () => onOpenChange?.(false));
