"use client";

import { CalendarDays } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { Calendar } from "@/components/form/lazy-calendar";
import { Input } from "@/components/ui/input";
import { Popover, PopoverAnchor, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { fromPickerDate, toPickerDate, today } from "@/lib/dates";
import { cn } from "@/lib/utils";

type DateInputProps = Omit<ComponentProps<"input">, "value" | "onChange" | "min" | "max"> & {
  /** "YYYY-MM-DD" or "". */
  value: string;
  onChange: (day: string) => void;
  min?: string;
  max?: string;
  /** Years to jump among, for birth dates. */
  years?: boolean;
};

const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value);
const shown = (value: string) => (isDay(value) ? value.split("-").reverse().join("/") : value);

/** "24/11/2026", "24-11-26" or "24 11 2026" as a day; anything else as null. */
export function parseDay(text: string): string | null {
  const match = /^(\d{1,2})[/\-. ](\d{1,2})[/\-. ](\d{4}|\d{2})$/.exec(text.trim());
  if (!match) return null;
  const [, dayText = "", monthText = "", yearText = ""] = match;
  const century = Number(yearText) > (Number(today().slice(2, 4)) + 10) % 100 ? 1900 : 2000;
  const year = yearText.length === 2 ? century + Number(yearText) : Number(yearText);
  const day = `${year}-${monthText.padStart(2, "0")}-${dayText.padStart(2, "0")}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

/** A day, typed as dd/mm/aaaa or picked from a month. */
export function DateInput({ value, onChange, min, max, years, className, onBlur, disabled, ...props }: DateInputProps) {
  const [open, setOpen] = useState(false);
  // Only while someone types; otherwise the value itself is shown, whoever set it.
  const [text, setText] = useState<string | null>(null);

  // What is no date is handed on as it was typed: the form's schema says so at the field.
  function accept() {
    if (text === null) return;
    const typed = parseDay(text) ?? text.trim();
    if (typed !== value) onChange(typed);
    setText(null);
  }

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverAnchor asChild>
        <span className="relative block">
          <Input
            {...props}
            disabled={disabled}
            value={text ?? shown(value)}
            placeholder="dd/mm/aaaa"
            inputMode="numeric"
            autoComplete="off"
            className={cn("pr-10 tabular-nums", className)}
            // A date is typed over, not into.
            onFocus={(event) => event.target.select()}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && accept()}
            onBlur={(event) => {
              accept();
              onBlur?.(event);
            }}
          />
          <PopoverTrigger
            disabled={disabled}
            aria-label="Abrir calendario"
            className="absolute right-1 top-1/2 grid size-9 -translate-y-1/2 place-items-center rounded-sm text-muted-foreground hover:text-foreground disabled:opacity-50 md:size-7"
          >
            <CalendarDays className="size-4" aria-hidden />
          </PopoverTrigger>
        </span>
      </PopoverAnchor>
      <PopoverContent className="w-auto p-0">
        <Calendar
          mode="single"
          selected={isDay(value) ? toPickerDate(value) : undefined}
          defaultMonth={toPickerDate(isDay(value) ? value : (max ?? today()))}
          captionLayout={years ? "dropdown" : "label"}
          startMonth={min ? toPickerDate(min) : years ? toPickerDate("1915-01-01") : undefined}
          endMonth={max ? toPickerDate(max) : undefined}
          disabled={[...(min ? [{ before: toPickerDate(min) }] : []), ...(max ? [{ after: toPickerDate(max) }] : [])]}
          onSelect={(date) => {
            if (date) onChange(fromPickerDate(date));
            setOpen(false);
          }}
          autoFocus
        />
      </PopoverContent>
    </Popover>
  );
}
