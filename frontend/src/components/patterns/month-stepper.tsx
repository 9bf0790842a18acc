"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useUrlState } from "@/hooks/use-url-state";
import { addMonths, today } from "@/lib/dates";
import { formatMonth } from "@/lib/format";

const MONTH = /^20\d\d-(0[1-9]|1[0-2])$/;

/** The month in the address, or the current one. */
export function useMonth() {
  const asked = useUrlState().get("mes");
  return asked && MONTH.test(asked) ? asked : today().slice(0, 7);
}

export function MonthStepper({ month, onChange }: { month: string; onChange: (month: string) => void }) {
  const step = (by: number) => addMonths(`${month}-01`, by).slice(0, 7);
  const side =
    "grid h-full w-11 shrink-0 place-items-center text-muted-foreground hover:bg-accent disabled:opacity-40 md:w-8";
  return (
    <div
      role="group"
      aria-label="Mes"
      className="inline-flex h-11 items-center overflow-hidden rounded-md border border-border bg-card text-sm font-medium shadow-1 md:h-8"
    >
      <button type="button" aria-label="Mes anterior" className={side} onClick={() => onChange(step(-1))}>
        <ChevronLeft className="size-4" aria-hidden />
      </button>
      <span aria-live="polite" className="flex-1 whitespace-nowrap border-x border-border px-3 text-center leading-8">
        {formatMonth(month)}
      </span>
      <button
        type="button"
        aria-label="Mes siguiente"
        className={side}
        disabled={month >= today().slice(0, 7)}
        onClick={() => onChange(step(1))}
      >
        <ChevronRight className="size-4" aria-hidden />
      </button>
    </div>
  );
}
