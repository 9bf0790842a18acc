"use client";

import { useState } from "react";
import { FacetShell } from "@/components/data-table/facet-filter";
import { Popover, PopoverContent } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { formatDate, formatDateRange } from "@/lib/format";
import { lazy } from "@/lib/lazy";

const DateRangeBody = lazy(
  () => import("@/components/data-table/date-range-body").then((file) => file.DateRangeBody),
  <div role="status" aria-label="Cargando" className="h-[196px]">
    <Skeleton className="w-40" />
  </div>,
);

export type Range = { from: string | null; to: string | null };
type DateRangeFilterProps = Range & { label?: string; onChange: (range: Range) => void };

const words = ({ from, to }: Range) =>
  from && to ? formatDateRange(from, to) : from ? `desde ${formatDate(from)}` : to ? `hasta ${formatDate(to)}` : "";

/** A filter by two days. */
export function DateRangeFilter({ from, to, label = "Fecha", onChange }: DateRangeFilterProps) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <FacetShell label={label} value={words({ from, to })} onClear={() => onChange({ from: null, to: null })} />
      <PopoverContent className="w-[340px]">
        <DateRangeBody from={from} to={to} onChange={onChange} onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
