"use client";

import { cn } from "@/lib/utils";
import type { AgendaToolbarProps } from "./agenda-toolbar";

/** On a phone one professional at a time: a tab for each. */
export function DoctorTabs({ view, data }: AgendaToolbarProps) {
  const { attending, oneDoctor } = data;
  const doctors = oneDoctor && !attending.includes(oneDoctor) ? [oneDoctor, ...attending] : attending;
  if (doctors.length < 2) return null;
  return (
    <div
      role="group"
      aria-label="Profesional"
      className="sideways flex gap-1 border-b border-border p-2 [scrollbar-width:none]"
    >
      {doctors.map(({ id, name }) => {
        const on = id === oneDoctor?.id;
        return (
          <button
            key={id}
            type="button"
            aria-pressed={on}
            onClick={() => view.choose([id])}
            className={cn(
              "h-11 min-w-24 flex-1 shrink-0 whitespace-nowrap rounded-md px-3 text-sm",
              on ? "bg-accent font-semibold text-accent-foreground" : "text-muted-foreground",
            )}
          >
            {shortName(name)}
          </button>
        );
      })}
    </div>
  );
}

/** "Dra. Verónica Salazar Mora" is known as Salazar. */
function shortName(name: string) {
  const words = name.replace(/^(dra?|lcda?|odo?nt?|od)\.?\s+/i, "").split(/\s+/);
  return words.length > 2 ? words[words.length - 2] : words[words.length - 1];
}
