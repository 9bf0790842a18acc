"use client";

import { Check, CirclePlus, X, type LucideIcon } from "lucide-react";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { cn } from "@/lib/utils";

export type FacetOption = { value: string; label: string; icon?: LucideIcon; count?: number };
export type Facet = {
  /** The API's name of the filter. */
  name: string;
  label: string;
  options: readonly FacetOption[];
  /** Several values, sent comma separated. */
  multiple?: boolean;
};

type FacetFilterProps = { facet: Facet; value: string | null; onChange: (value: string | null) => void };

/** Dashed until it is used; then solid, with its value and a way to take it off. */
export function FacetFilter({ facet, value, onChange }: FacetFilterProps) {
  const chosen = value ? value.split(",") : [];
  const words = facet.options.filter((option) => chosen.includes(option.value)).map((option) => option.label);

  function choose(option: string) {
    if (!facet.multiple) return onChange(chosen.includes(option) ? null : option);
    const next = chosen.includes(option) ? chosen.filter((item) => item !== option) : [...chosen, option];
    onChange(next.join(",") || null);
  }

  return (
    <Popover>
      <FacetShell label={facet.label} value={words.length > 2 ? `${words.length} elegidos` : words.join(", ")} onClear={() => onChange(null)} />
      <PopoverContent className="w-60 overflow-hidden p-0">
        <Command>
          {facet.options.length > 7 && <CommandInput placeholder={facet.label} aria-label={`Buscar en ${facet.label}`} />}
          <CommandList>
            <CommandEmpty>Nada coincide.</CommandEmpty>
            <CommandGroup>
              {facet.options.map(({ value: option, label, icon: Icon, count }) => {
                const on = chosen.includes(option);
                return (
                  <CommandItem key={option} value={`${label} ${option}`} onSelect={() => choose(option)} aria-checked={on}>
                    <span className={cn("grid size-4 place-items-center border", facet.multiple ? "rounded-sm" : "rounded-full", on ? "border-primary bg-primary text-primary-foreground" : "border-input bg-card")}>
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
      </PopoverContent>
    </Popover>
  );
}

/** The button of a facet, inside its `Popover`. */
export function FacetShell({ label, value, onClear }: { label: string; value: string; onClear: () => void }) {
  const button = "inline-flex h-11 min-w-0 items-center gap-1.5 whitespace-nowrap text-sm font-medium md:h-8";
  if (!value) {
    return (
      <PopoverTrigger className={cn(button, "rounded-md border border-dashed border-input px-2.5 text-muted-foreground hover:bg-accent hover:text-accent-foreground")}>
        <CirclePlus className="size-4" aria-hidden />
        {label}
      </PopoverTrigger>
    );
  }
  return (
    <span className="inline-flex max-w-full items-center rounded-md border border-border bg-card shadow-1">
      <PopoverTrigger className={cn(button, "rounded-l-md pl-2.5 pr-1.5 hover:bg-accent")}>
        {label}
        <span className="h-4 w-px bg-border" aria-hidden />
        <span className="truncate rounded-sm bg-accent px-1.5 text-xs leading-5 text-accent-foreground">{value}</span>
      </PopoverTrigger>
      <button type="button" aria-label={`Quitar filtro ${label}`} onClick={onClear} className="grid h-11 w-9 place-items-center rounded-r-md text-muted-foreground hover:bg-accent hover:text-accent-foreground md:h-8 md:w-7">
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}
