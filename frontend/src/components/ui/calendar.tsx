"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type * as React from "react";
import { DayPicker } from "react-day-picker";
import { es } from "react-day-picker/locale";
import { buttonVariants } from "@/components/ui/button";
import { toPickerDate, today } from "@/lib/dates";
import { cn } from "@/lib/utils";

const nav = cn(buttonVariants({ variant: "ghost", size: "icon-xs" }), "text-muted-foreground");

/** A month. Weeks start on Monday and today is the clinic's. */
function Calendar({ className, classNames, ...props }: React.ComponentProps<typeof DayPicker>) {
  return (
    <DayPicker
      locale={es}
      weekStartsOn={1}
      today={toPickerDate(today())}
      showOutsideDays
      className={cn("p-3", className)}
      classNames={{
        months: "relative flex flex-col gap-4 sm:flex-row",
        month: "space-y-3",
        month_caption: "flex h-7 items-center justify-center text-sm font-medium capitalize",
        dropdowns: "flex items-center gap-1.5",
        dropdown_root:
          "relative rounded-md border border-input px-1.5 py-0.5 has-[:focus-visible]:ring-2 has-[:focus-visible]:ring-ring",
        dropdown: "absolute inset-0 cursor-pointer opacity-0",
        caption_label: "flex items-center gap-1 text-sm font-medium [&>svg]:size-3.5",
        nav: "absolute inset-x-0 top-0 z-10 flex justify-between pointer-events-none [&>button]:pointer-events-auto",
        button_previous: nav,
        button_next: nav,
        month_grid: "border-collapse",
        weekdays: "flex",
        weekday: "w-9 text-2xs font-normal capitalize text-muted-foreground",
        week: "mt-0.5 flex",
        day: "size-9 p-0 text-center text-sm",
        day_button: "size-9 rounded-md font-normal tabular-nums hover:bg-accent hover:text-accent-foreground",
        today: "[&>button]:font-semibold [&>button]:text-primary",
        selected: "[&>button]:!bg-primary [&>button]:!text-primary-foreground",
        range_middle: "[&>button]:!rounded-none [&>button]:!bg-accent [&>button]:!text-accent-foreground",
        outside: "text-muted-foreground",
        disabled: "opacity-40",
        hidden: "invisible",
        ...classNames,
      }}
      components={{
        Chevron: ({ orientation }) =>
          orientation === "left" ? (
            <ChevronLeft className="size-4" aria-hidden />
          ) : (
            <ChevronRight className={cn("size-4", orientation === "down" && "rotate-90")} aria-hidden />
          ),
      }}
      {...props}
    />
  );
}

export { Calendar };
