"use client";

import { CirclePlus, X, type LucideIcon } from "lucide-react";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { lazy } from "@/lib/lazy";
import { cn } from "@/lib/utils";

const FacetOptions = lazy(
  () => import("@/components/data-table/facet-options").then((file) => file.FacetOptions),
  <div role="status" aria-label="Cargando" className="space-y-4 p-4">
    <Skeleton className="w-32" />
    <Skeleton className="w-24" />
  </div>,
);

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
      <FacetShell
        label={facet.label}
        value={words.length > 2 ? `${words.length} elegidos` : words.join(", ")}
        onClear={() => onChange(null)}
      />
      <PopoverContent className="w-60 overflow-hidden p-0">
        <FacetOptions facet={facet} chosen={chosen} onChoose={choose} />
      </PopoverContent>
    </Popover>
  );
}

/** The button of a facet, inside its `Popover`. */
export function FacetShell({ label, value, onClear }: { label: string; value: string; onClear: () => void }) {
  const button = "inline-flex h-11 min-w-0 items-center gap-1.5 whitespace-nowrap text-sm font-medium md:h-8";
  if (!value) {
    return (
      <PopoverTrigger
        className={cn(
          button,
          "rounded-md border border-dashed border-input px-2.5 text-muted-foreground hover:bg-accent hover:text-accent-foreground",
        )}
      >
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
      <button
        type="button"
        aria-label={`Quitar filtro ${label}`}
        onClick={onClear}
        className="grid h-11 w-9 place-items-center rounded-r-md text-muted-foreground hover:bg-accent hover:text-accent-foreground md:h-8 md:w-7"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}
