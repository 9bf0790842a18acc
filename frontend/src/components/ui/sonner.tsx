"use client";

import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useLayoutEffect, useState, useSyncExternalStore } from "react";
import { Toaster as Sonner, useSonner, type ToasterProps } from "sonner";
import { announcement } from "@/lib/toast";

const GAP = 16;
/** A toast with its two margins. */
const ROOM = 356 + 2 * GAP;
/** Two toasts, one over the other. */
const STACK = 120;
/** How often its place is looked for again while one shows: a sheet opens, a foot grows, the window turns. */
const LOOK_AGAIN = 200;

const open = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)]
    .filter((element) => !element.closest("[data-state=closed]"))
    .map((element) => element.getBoundingClientRect())
    .filter(({ height, top }) => height > 0 && top < innerHeight);

/** What is typed in now. */
const written = () =>
  document.activeElement?.closest<HTMLElement>("input, textarea, [role=combobox], [contenteditable]");

/**
 * Left of the sheet or panel that stands at the right, where there is room; else above what is at the foot; and above the
 * field that is being written in.
 */
export function placeOfToasts() {
  const sides = open("[data-toasts-beside]").filter(({ right }) => right > innerWidth - 4 * GAP);
  const left = Math.min(innerWidth, ...sides.map((side) => side.left));
  const beside = left >= ROOM;
  const edge = beside ? left : innerWidth;
  const feet = open("[data-toasts-above]").filter(
    (foot) => foot.bottom > innerHeight - 8 * GAP && foot.left < edge && foot.right > edge - ROOM,
  );
  const bottom = Math.max(0, ...feet.map(({ top }) => innerHeight - top)) + GAP;
  const field = written()?.getBoundingClientRect();
  const covered =
    field && field.left < edge && field.right > edge - ROOM && field.bottom > innerHeight - bottom - STACK;
  // Above a field at the very top of the window there is no place.
  const above = covered && field.top > STACK + GAP && field.top < innerHeight - bottom;
  return { right: innerWidth - edge + GAP, bottom: above ? innerHeight - field.top + GAP : bottom };
}

function Toaster(props: ToasterProps) {
  const { resolvedTheme } = useTheme();
  const { toasts } = useSonner();
  const said = useSyncExternalStore(announcement.subscribe, announcement.now, () => "");
  const [place, setPlace] = useState({ right: GAP, bottom: GAP });
  const showing = toasts.length > 0;
  useLayoutEffect(() => {
    if (!showing) return;
    const look = () =>
      setPlace((was) => {
        const is = placeOfToasts();
        return is.right === was.right && is.bottom === was.bottom ? was : is;
      });
    look();
    const timer = setInterval(look, LOOK_AGAIN);
    return () => clearInterval(timer);
  }, [showing]);
  return (
    <>
      <p aria-live="polite" className="sr-only" data-announcement>
        {said}
      </p>
      <Sonner
        theme={resolvedTheme === "dark" ? "dark" : "light"}
        position="bottom-right"
        expand
        gap={10}
        // Beside what stands at the right, above what stands at the foot: nothing may cover the next click.
        offset={place}
        mobileOffset={{ bottom: place.bottom, left: GAP, right: GAP }}
        containerAriaLabel="Avisos"
        icons={{
          success: <CircleCheck className="size-4 text-success" aria-hidden />,
          info: <Info className="size-4 text-info" aria-hidden />,
          warning: <TriangleAlert className="size-4 text-warning" aria-hidden />,
          error: <TriangleAlert className="size-4 text-danger" aria-hidden />,
        }}
        toastOptions={{
          unstyled: true,
          classNames: {
            toast:
              "!font-sans flex w-full items-center gap-3 rounded-lg border border-border bg-popover py-2.5 pl-3.5 pr-2.5 text-sm text-popover-foreground shadow-2 md:w-[356px]",
            content: "min-w-0 flex-1",
            title: "font-normal",
            description: "text-xs text-muted-foreground",
            actionButton: "h-7 shrink-0 rounded-md px-2 font-medium text-primary hover:bg-accent",
            cancelButton: "h-7 shrink-0 rounded-md px-2 text-muted-foreground hover:bg-accent",
            closeButton:
              "!static !order-last !transform-none !border-0 !bg-transparent !text-muted-foreground grid size-7 shrink-0 place-items-center rounded-md text-muted-foreground hover:bg-accent [&>svg]:size-3.5",
          },
        }}
        {...props}
      />
    </>
  );
}

export { Toaster };
