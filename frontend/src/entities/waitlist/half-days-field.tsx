"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/lib/utils";
import { DAY_NAMES, DAYS, halfKey, HALVES, type Half } from "./words";

type Props = { value: readonly string[]; onChange: (chosen: string[]) => void };

const HALF_NAMES = Object.keys(HALVES) as Half[];

/** Mornings and afternoons of the week, each one touch away; none chosen is any hour. */
export function HalfDaysField({ value, onChange }: Props) {
  const toggle = (key: string) => onChange(value.includes(key) ? value.filter((one) => one !== key) : [...value, key]);
  return (
    <div className="space-y-1.5" role="group" aria-label="Días y horas que le sirven">
      {HALF_NAMES.map((half) => (
        <div key={half} className="flex items-center gap-1.5">
          <span className="w-16 shrink-0 text-sm text-muted-foreground">{HALVES[half].label}</span>
          {DAYS.map((letter, weekday) => {
            const key = halfKey(weekday, half);
            const on = value.includes(key);
            return (
              <Button
                key={key}
                variant="outline"
                aria-pressed={on}
                aria-label={`${DAY_NAMES[weekday]} por la ${HALVES[half].label.toLowerCase()}`}
                onClick={() => toggle(key)}
                className={cn(
                  "h-11 min-w-0 flex-1 px-0 md:h-8",
                  on && "border-primary bg-accent text-accent-foreground",
                )}
              >
                {letter}
              </Button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
