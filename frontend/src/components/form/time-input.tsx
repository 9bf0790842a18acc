"use client";

import { useState, type ComponentProps } from "react";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/utils";

type TimeInputProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: string;
  onChange: (time: string) => void;
};

/** "9", "930", "9:30", "9h30" as "09:30"; anything else as null. */
export function parseTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:h. ]?(\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const [, hours = "", minutes = "00"] = match;
  return Number(hours) < 24 && Number(minutes) < 60 ? `${hours.padStart(2, "0")}:${minutes}` : null;
}

/** A 24-hour time, typed as people write it. */
export function TimeInput({ value, onChange, onBlur, className, ...props }: TimeInputProps) {
  // Only while someone types; otherwise the value itself is shown, whoever set it.
  const [text, setText] = useState<string | null>(null);

  // What is no time is handed on as it was typed: the form's schema says so at the field.
  function accept() {
    if (text === null) return;
    const typed = parseTime(text) ?? text.trim();
    if (typed !== value) onChange(typed);
    setText(null);
  }

  return (
    <Input
      {...props}
      value={text ?? value}
      placeholder="hh:mm"
      inputMode="numeric"
      autoComplete="off"
      className={cn("tabular-nums", className)}
      // A time is typed over, not into.
      onFocus={(event) => event.target.select()}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => event.key === "Enter" && accept()}
      onBlur={(event) => {
        accept();
        onBlur?.(event);
      }}
    />
  );
}
