"use client";

import { CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTheme } from "next-themes";
import { useLayoutEffect, useState } from "react";
import { Toaster as Sonner, useSonner, type ToasterProps } from "sonner";

const GAP = 16;

/** What stands at the foot of the window and must stay free to be clicked says so with `data-toasts-above`. */
function footHeight() {
  const feet = [...document.querySelectorAll<HTMLElement>("[data-toasts-above]")]
    .filter((foot) => !foot.closest("[data-state=closed]"))
    .map((foot) => foot.getBoundingClientRect())
    .filter(({ height, top, bottom }) => height > 0 && top < innerHeight && bottom > innerHeight - 8 * GAP);
  return Math.max(0, ...feet.map(({ top }) => innerHeight - top));
}

function Toaster(props: ToasterProps) {
  const { resolvedTheme } = useTheme();
  const { toasts } = useSonner();
  const [foot, setFoot] = useState(0);
  useLayoutEffect(() => {
    if (toasts.length > 0) setFoot(footHeight());
  }, [toasts]);
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      expand
      gap={10}
      // Above the phone's bar and the buttons of sheets and panels: nothing may cover the next click.
      offset={{ bottom: foot + GAP, right: GAP }}
      mobileOffset={{ bottom: foot + GAP, left: GAP, right: GAP }}
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
  );
}

export { Toaster };
