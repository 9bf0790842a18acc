"use client";

import { cva, type VariantProps } from "class-variance-authority";
import { X } from "lucide-react";
import { Dialog as SheetPrimitive } from "radix-ui";
import type * as React from "react";
import { Dialog as Sheet, DialogOverlay } from "@/components/ui/dialog";
import { stayInField } from "@/lib/focusable";
import { cn } from "@/lib/utils";

const SheetTrigger = SheetPrimitive.Trigger;
const SheetClose = SheetPrimitive.Close;

const sheetVariants = cva(
  "fixed z-50 flex flex-col bg-popover text-popover-foreground shadow-3 outline-none data-[state=open]:animate-in data-[state=open]:duration-220 data-[state=open]:ease-in data-[state=closed]:animate-out data-[state=closed]:duration-160 data-[state=closed]:ease-out",
  {
    variants: {
      side: {
        right:
          "inset-y-0 right-0 h-dvh w-full border-l border-border data-[state=closed]:slide-out-to-right data-[state=open]:slide-in-from-right",
        left: "inset-y-0 left-0 h-dvh w-full border-r border-border data-[state=closed]:slide-out-to-left data-[state=open]:slide-in-from-left",
        bottom:
          "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl border-t border-border data-[state=closed]:slide-out-to-bottom data-[state=open]:slide-in-from-bottom",
      },
      size: { default: "sm:max-w-[480px]", wide: "sm:max-w-[640px]", narrow: "sm:max-w-[288px]", full: "" },
    },
    defaultVariants: { side: "right", size: "default" },
  },
);

type ContentProps = React.ComponentProps<typeof SheetPrimitive.Content> &
  VariantProps<typeof sheetVariants> & { showClose?: boolean };

function SheetContent({ side, size, className, children, showClose = true, ...props }: ContentProps) {
  return (
    <SheetPrimitive.Portal>
      <DialogOverlay />
      <SheetPrimitive.Content
        aria-describedby={undefined}
        data-toasts-beside
        className={cn(sheetVariants({ side, size }), className)}
        {...props}
      >
        {children}
        {showClose && (
          <SheetPrimitive.Close
            aria-label="Cerrar"
            onMouseDown={stayInField}
            className="absolute right-3 top-3 grid size-9 place-items-center rounded-md text-muted-foreground hover:bg-accent hover:text-accent-foreground"
          >
            <X className="size-4" aria-hidden />
          </SheetPrimitive.Close>
        )}
      </SheetPrimitive.Content>
    </SheetPrimitive.Portal>
  );
}

const SheetHeader = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("shrink-0 space-y-0.5 border-b border-border px-5 py-3.5 pr-14", className)} {...props} />
);
const SheetBody = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div className={cn("min-h-0 flex-1 overflow-y-auto px-5 py-4", className)} {...props} />
);
const SheetFooter = ({ className, ...props }: React.ComponentProps<"div">) => (
  <div
    data-toasts-above
    className={cn(
      "flex shrink-0 flex-wrap items-center justify-end gap-2 border-t border-border px-5 py-3 [&>button]:flex-1 sm:[&>button]:flex-none",
      className,
    )}
    {...props}
  />
);
const SheetTitle = ({ className, ...props }: React.ComponentProps<typeof SheetPrimitive.Title>) => (
  <SheetPrimitive.Title className={cn("text-lg font-semibold tracking-[-0.01em]", className)} {...props} />
);
const SheetDescription = ({ className, ...props }: React.ComponentProps<typeof SheetPrimitive.Description>) => (
  <SheetPrimitive.Description className={cn("text-sm text-muted-foreground", className)} {...props} />
);

export {
  Sheet,
  SheetBody,
  SheetClose,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
  SheetTrigger,
};
