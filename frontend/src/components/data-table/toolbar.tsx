"use client";

import { ListFilter, Search, X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { DateRangeFilter } from "@/components/data-table/date-range-filter";
import { FacetFilter, type Facet } from "@/components/data-table/facet-filter";
import type { ListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useHotkey } from "@/hooks/use-hotkey";
import { lazy } from "@/lib/lazy";
import { holdBack } from "@/lib/pending";
import { cn } from "@/lib/utils";

const FiltersSheet = lazy(() => import("@/components/data-table/filters-sheet").then((file) => file.FiltersSheet));

export type ToolbarOptions = {
  title?: string;
  /** Placeholder and name of the search; without it there is none. */
  search?: string;
  facets?: readonly Facet[];
  /** Shows a range over the filters `from` and `to`; a text renames it. */
  dateRange?: boolean | string;
  /** Further filters, after the facets. */
  filters?: ReactNode;
  /** At the right: view, export. */
  actions?: ReactNode;
};

/** The filter bar of a list. On a phone the facets stand in one sheet. */
export function Toolbar({
  state,
  title,
  search,
  facets = [],
  dateRange,
  filters: further,
  actions,
  onEnter,
}: ToolbarOptions & { state: ListState; onEnter?: (search: string | null) => void }) {
  const [filtering, setFiltering] = useState(false);
  const filters = (
    <>
      {facets.map((facet) => (
        <FacetFilter
          key={facet.name}
          facet={facet}
          value={state.filters[facet.name] ?? null}
          onChange={(value) => state.setFilter(facet.name, value)}
        />
      ))}
      {further}
      {dateRange && (
        <DateRangeFilter
          label={typeof dateRange === "string" ? dateRange : undefined}
          from={state.filters.from ?? null}
          to={state.filters.to ?? null}
          onChange={(range) => state.setFilters(range)}
        />
      )}
    </>
  );
  const hasFilters = facets.length > 0 || Boolean(dateRange) || Boolean(further);
  const used = Object.values(state.filters).filter(Boolean).length;

  return (
    // Its actions are not for phones: alone, they leave nothing to show there.
    <div
      data-not-printed
      className={cn("flex-wrap items-center gap-2 p-3", title || search || hasFilters ? "flex" : "hidden md:flex")}
    >
      {title && <h2 className="mr-1 w-full pl-1 text-lg font-semibold tracking-[-0.01em] md:w-auto">{title}</h2>}
      {search && <SearchBox label={search} value={state.search} onChange={state.setSearch} onEnter={onEnter} />}
      {hasFilters && <div className="hidden flex-wrap items-center gap-2 md:flex">{filters}</div>}
      {state.active && (
        <Button variant="ghost" size="sm" className="hidden text-muted-foreground md:inline-flex" onClick={state.clear}>
          Quitar filtros
        </Button>
      )}
      {hasFilters && (
        <>
          <FilterTrigger alone={!search} used={used} onOpen={() => setFiltering(true)} />
          <FiltersSheet open={filtering} onOpenChange={setFiltering} active={state.active} onClear={state.clear}>
            {filters}
          </FiltersSheet>
        </>
      )}
      {actions && (
        <div className="flex w-full items-center gap-2 empty:hidden md:ml-auto md:w-auto [&>*]:flex-1 md:[&>*]:flex-none">
          {actions}
        </div>
      )}
    </div>
  );
}

/** Beside a search an icon is enough: what one searches by has the room. */
function FilterTrigger({ alone, used, onOpen }: { alone: boolean; used: number; onOpen: () => void }) {
  return (
    <Button
      variant="outline"
      size="sm"
      className="md:hidden"
      aria-label="Filtros"
      aria-haspopup="dialog"
      onClick={onOpen}
    >
      <ListFilter aria-hidden />
      {alone && "Filtros"}
      {used > 0 && <span className="rounded-sm bg-accent px-1.5 text-xs leading-5 text-accent-foreground">{used}</span>}
    </Button>
  );
}

/** Waits for the fingers to rest before it asks; `/` brings the cursor here. */
export function SearchBox({
  label,
  value,
  onChange,
  onEnter,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** With what is asked for, and with null once something else is being typed. */
  onEnter?: (search: string | null) => void;
}) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });
  // What comes back from here may come late: it must not undo what has been typed since.
  const told = useRef(value);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    const rested = text.trim();
    if (rested === told.current) return;
    const tell = () => {
      told.current = rested;
      latest.current(rested);
    };
    const timer = setTimeout(tell, 300);
    const release = holdBack(tell);
    return () => {
      clearTimeout(timer);
      release();
    };
  }, [text]);
  useHotkey("/", () => input.current?.focus());

  return (
    <div className="relative min-w-0 flex-1 basis-40 md:max-w-72 md:basis-60">
      <Search
        className="pointer-events-none absolute left-2.5 top-1/2 size-4 -translate-y-1/2 text-muted-foreground"
        aria-hidden
      />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onEnter?.(null);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          event.preventDefault();
          const rested = text.trim();
          if (rested !== told.current) {
            told.current = rested;
            onChange(rested);
          }
          onEnter?.(rested);
        }}
        className={cn("pl-8 text-sm md:h-8", text ? "pr-8" : "pr-2")}
      />
      {text && (
        <button
          type="button"
          aria-label="Borrar búsqueda"
          onClick={() => {
            setText("");
            told.current = "";
            onChange("");
            input.current?.focus();
          }}
          className="absolute right-1 top-1/2 grid size-7 -translate-y-1/2 place-items-center rounded-sm text-muted-foreground hover:text-foreground"
        >
          <X className="size-3.5" aria-hidden />
        </button>
      )}
    </div>
  );
}
