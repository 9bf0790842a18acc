"use client";

import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { PractitionerSelect } from "@/entities/person/practitioner-select";
import { cn } from "@/lib/utils";
import type { AgendaToolbarProps } from "./agenda-toolbar";

/** A week of everybody, or the hours of one. */
export function WeekOf({ view, data }: AgendaToolbarProps) {
  const one = data.oneDoctor;
  const first = data.attending[0] ?? data.doctors[0];
  return (
    <>
      <ToggleGroup
        type="single"
        value={one ? "one" : "all"}
        onValueChange={(which) => {
          if (which === "all") view.choose([]);
          if (which === "one" && !one && first) view.choose([first.id]);
        }}
        aria-label="De quién"
      >
        <ToggleGroupItem value="all">
          {data.attending.length === 1 ? "Un profesional" : `${data.attending.length} profesionales`}
        </ToggleGroupItem>
        <ToggleGroupItem value="one">Uno</ToggleGroupItem>
      </ToggleGroup>
      {one ? (
        <PractitionerSelect
          aria-label="Profesional"
          className="w-64 md:h-8"
          value={one.id}
          onSelect={({ id }) => view.choose([id])}
        />
      ) : (
        <>
          <p className="hidden text-xs text-muted-foreground lg:block">
            Elija un día para abrirlo, un hueco para reservar.
          </p>
          <WeekLegend />
        </>
      )}
    </>
  );
}

function WeekLegend() {
  const sample = "h-3 w-5 rounded-sm";
  return (
    <ul aria-hidden className="ml-auto hidden items-center gap-3 text-xs text-muted-foreground md:flex">
      {(
        [
          ["Confirmada", "bg-st-confirmed/55"],
          ["Por confirmar", "border border-dashed border-st-pending bg-st-pending-bg"],
          ["Libre", "border border-border bg-card"],
          ["Cerrado", "border border-border agenda-hatch"],
        ] as const
      ).map(([label, look]) => (
        <li key={label} className="flex items-center gap-1.5">
          <span className={cn(sample, look)} />
          {label}
        </li>
      ))}
    </ul>
  );
}
