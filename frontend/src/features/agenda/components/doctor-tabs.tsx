"use client";

import { cn } from "@/lib/utils";
import type { AgendaToolbarProps } from "./agenda-toolbar";

/** On a phone one professional or one room at a time: a tab for each. */
export function DoctorTabs({ view, data }: AgendaToolbarProps) {
  const { attending, oneDoctor, oneRoom, roomsShown } = data;
  if (view.by === "room")
    return (
      <Tabs
        label="Consultorio"
        tabs={roomsShown.map(({ id, name }) => ({ id, label: name.split(" · ")[0]! }))}
        chosen={oneRoom?.id}
        onChoose={view.chooseRoom}
      />
    );
  const doctors = oneDoctor && !attending.includes(oneDoctor) ? [oneDoctor, ...attending] : attending;
  return (
    <Tabs
      label="Profesional"
      tabs={doctors.map(({ id, name }) => ({ id: String(id), label: shortName(name) }))}
      chosen={oneDoctor && String(oneDoctor.id)}
      onChoose={(id) => view.choose([Number(id)])}
    />
  );
}

type TabsProps = {
  label: string;
  tabs: { id: string; label: string }[];
  chosen: string | undefined;
  onChoose: (id: string) => void;
};

function Tabs({ label, tabs, chosen, onChoose }: TabsProps) {
  if (tabs.length < 2) return null;
  return (
    <div
      role="group"
      aria-label={label}
      className="sideways flex gap-1 border-b border-border p-2 [scrollbar-width:none]"
    >
      {tabs.map((tab) => {
        const on = tab.id === chosen;
        return (
          <button
            key={tab.id}
            type="button"
            aria-pressed={on}
            onClick={() => onChoose(tab.id)}
            className={cn(
              "h-11 min-w-24 flex-1 shrink-0 whitespace-nowrap rounded-md px-3 text-sm",
              on ? "bg-accent font-semibold text-accent-foreground" : "text-muted-foreground",
            )}
          >
            {tab.label}
          </button>
        );
      })}
    </div>
  );
}

/** "Dra. Verónica Salazar Mora" is known as Salazar. */
function shortName(name: string) {
  const words = name.replace(/^(dra?|lcda?|odo?nt?|od)\.?\s+/i, "").split(/\s+/);
  return words[words.length > 2 ? words.length - 2 : words.length - 1]!;
}
