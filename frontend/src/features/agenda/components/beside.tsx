"use client";

import { useLayoutEffect, useRef, useState, type ReactNode } from "react";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { useBeside } from "@/components/ui/sidebar";
import { useHotkey } from "@/hooks/use-hotkey";
import { useMedia } from "@/hooks/use-media";
import { useOverlay } from "@/hooks/use-overlay";
import { cn } from "@/lib/utils";

type BesideProps = {
  label: string;
  onClose: () => void;
  /** Escape does this first: what is inside has something to take back before it closes. */
  onEscape?: () => void;
  /** The place beside is taken: this one comes over the page. */
  over?: boolean;
  /** The id of what takes the keyboard when it opens; else it stays in the agenda while there is room. */
  first?: string;
  /** How wide it is beside the agenda. */
  className: string;
  children: (frame: { docked: boolean; title: (text: string) => ReactNode }) => ReactNode;
};

/**
 * Beside the agenda on a wide screen, over it on a narrow one, as it is when it opens: becoming the other when the window changes
 * would throw away what is typed in it. Docked, it lies over the agenda while there is no room for both.
 */
export function Beside({ label, onClose, onEscape, over = false, first, className, children }: BesideProps) {
  const wide = useMedia("(min-width: 1280px)");
  const [docked] = useState(wide && !over);
  useBeside(docked && wide);
  useOverlay(docked, onClose);
  useHotkey("escape", onEscape ?? onClose, { enabled: docked });
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const [aside, before] = [frame.current, document.activeElement];
    if (!aside || !first) return;
    document.getElementById(first)?.focus();
    return () => {
      if (aside.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [first]);
  if (docked) {
    return (
      <aside
        ref={frame}
        data-toasts-beside
        aria-label={label}
        tabIndex={-1}
        className={cn(
          "flex min-h-0 shrink-0 flex-col overflow-hidden rounded-xl border border-border bg-card shadow-1 outline-none",
          "max-xl:fixed max-xl:inset-y-0 max-xl:right-0 max-xl:z-40 max-xl:w-full max-xl:max-w-[480px] max-xl:rounded-none max-xl:shadow-3",
          className,
        )}
      >
        {children({ docked, title: (text) => <h2 className={cn(TITLE, "text-lg font-semibold")}>{text}</h2> })}
      </aside>
    );
  }
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent
        showClose={false}
        className="bg-card"
        onEscapeKeyDown={(event) => {
          if (!onEscape) return;
          event.preventDefault();
          onEscape();
        }}
        onOpenAutoFocus={(event) => {
          if (!first) return;
          event.preventDefault();
          document.getElementById(first)?.focus();
        }}
      >
        {children({ docked, title: (text) => <SheetTitle className={TITLE}>{text}</SheetTitle> })}
      </SheetContent>
    </Sheet>
  );
}

const TITLE = "line-clamp-2 break-words leading-6";
