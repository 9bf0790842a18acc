"use client";

import { Check } from "lucide-react";
import type { Facet } from "@/components/data-table/facet-filter";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { cn } from "@/lib/utils";

type FacetOptionsProps = { facet: Facet; chosen: readonly string[]; onChoose: (option: string) => void };

/** The values of a facet, with a search when they are many. */
export function FacetOptions({ facet, chosen, onChoose }: FacetOptionsProps) {
  return (
    <Command>
      {facet.options.length > 7 && <CommandInput placeholder={facet.label} aria-label={`Buscar en ${facet.label}`} />}
      <CommandList>
        <CommandEmpty>Nada coincide.</CommandEmpty>
        <CommandGroup>
          {facet.options.map(({ value: option, label, icon: Icon, count }) => {
            const on = chosen.includes(option);
            return (
              <CommandItem
                key={option}
                value={`${label} ${option}`}
                onSelect={() => onChoose(option)}
                aria-checked={on}
              >
                <span
                  className={cn(
                    "grid size-4 place-items-center border",
                    facet.multiple ? "rounded-sm" : "rounded-full",
                    on ? "border-primary bg-primary text-primary-foreground" : "border-input bg-card",
                  )}
                >
                  {on && <Check className="size-3 stroke-[3]" aria-hidden />}
                </span>
                {Icon && <Icon aria-hidden />}
                <span className="flex-1 truncate">{label}</span>
                {count !== undefined && <span className="text-xs tabular-nums text-muted-foreground">{count}</span>}
              </CommandItem>
            );
          })}
        </CommandGroup>
      </CommandList>
    </Command>
  );
}
