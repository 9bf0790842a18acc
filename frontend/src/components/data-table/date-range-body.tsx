"use client";

import type { Range } from "@/components/data-table/date-range-filter";
import { DateInput } from "@/components/form/date-input";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { addDays, addMonths, endOfMonth, startOfMonth, today } from "@/lib/dates";

function rangePresets(day = today()) {
  const lastMonth = addMonths(startOfMonth(day), -1);
  return [
    { label: "Hoy", from: day, to: day },
    { label: "Últimos 7 días", from: addDays(day, -6), to: day },
    { label: "Este mes", from: startOfMonth(day), to: endOfMonth(day) },
    { label: "Mes pasado", from: lastMonth, to: endOfMonth(lastMonth) },
    { label: "Este año", from: `${day.slice(0, 4)}-01-01`, to: day },
  ];
}

const dayOrNull = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null);

type DateRangeBodyProps = Range & { onChange: (range: Range) => void; onDone: () => void };

/** Two days, typed or picked, and the ranges people ask for most. */
export function DateRangeBody({ from, to, onChange, onDone }: DateRangeBodyProps) {
  return (
    <div className="space-y-3">
      <div className="grid grid-cols-2 gap-1">
        {rangePresets().map((preset) => (
          <Button
            key={preset.label}
            variant={preset.from === from && preset.to === to ? "secondary" : "ghost"}
            size="sm"
            className="justify-start px-2"
            onClick={() => {
              onChange({ from: preset.from, to: preset.to });
              onDone();
            }}
          >
            {preset.label}
          </Button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2 border-t border-border pt-3">
        <div className="space-y-1">
          <Label htmlFor="range-from">Desde</Label>
          <DateInput id="range-from" value={from ?? ""} onChange={(day) => onChange({ from: dayOrNull(day), to })} />
        </div>
        <div className="space-y-1">
          <Label htmlFor="range-to">Hasta</Label>
          <DateInput id="range-to" value={to ?? ""} onChange={(day) => onChange({ from, to: dayOrNull(day) })} />
        </div>
      </div>
    </div>
  );
}
