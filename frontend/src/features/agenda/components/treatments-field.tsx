"use client";

import { X } from "lucide-react";
import type { Ref } from "react";
import { Money } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { add, multiply, parseDecimal } from "@/lib/decimal";
import type { BookedTreatment } from "../forms";

type TreatmentsFieldProps = {
  id?: string;
  ref?: Ref<HTMLButtonElement>;
  value: readonly BookedTreatment[];
  onChange: (lines: BookedTreatment[]) => void;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** The treatments of an appointment: several, each with its quantity, and what they sum. */
export function TreatmentsField({ value, onChange, ...picker }: TreatmentsFieldProps) {
  const set = (index: number, change: Partial<BookedTreatment>) =>
    onChange(value.map((line, at) => (at === index ? { ...line, ...change } : line)));
  const total = add(value.map((line) => multiply(line.unit_price, parseDecimal(line.quantity) ?? "0")));
  return (
    <div className="space-y-2">
      {value.length > 0 && (
        <ul className="divide-y divide-border rounded-md border border-border">
          {value.map((line, index) => (
            <li key={line.treatment_id} className="flex items-center gap-2 py-1 pl-3 pr-1 text-sm">
              <span className="min-w-0 flex-1 truncate">{line.name}</span>
              <Input
                value={line.quantity}
                onChange={(event) => set(index, { quantity: event.target.value })}
                inputMode="decimal"
                aria-label={`Cantidad de ${line.name}`}
                aria-invalid={parseDecimal(line.quantity) === null || undefined}
                className="h-11 w-14 text-right tabular-nums md:h-7"
              />
              <Money
                value={multiply(line.unit_price, parseDecimal(line.quantity) ?? "0")}
                className="w-20 text-right"
              />
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Quitar ${line.name}`}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
          {value.length > 1 && (
            <li className="flex items-center justify-between py-2 pl-3 pr-11 text-sm font-medium">
              Total <Money value={total} strong />
            </li>
          )}
        </ul>
      )}
      <TreatmentPicker
        {...picker}
        value={null}
        onSelect={({ id, name, price, duration_minutes }) => {
          const already = value.findIndex((line) => line.treatment_id === id);
          if (already >= 0)
            return set(already, { quantity: add([parseDecimal(value[already]!.quantity) ?? "0", "1"], 0) });
          onChange([...value, { treatment_id: id, name, unit_price: price, duration_minutes, quantity: "1" }]);
        }}
      />
    </div>
  );
}
