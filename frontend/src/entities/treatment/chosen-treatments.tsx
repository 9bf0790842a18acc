"use client";

import { X } from "lucide-react";
import type { PickerProps } from "@/components/form/picker-props";
import { Button } from "@/components/ui/button";
import { TreatmentPicker } from "./treatment-picker";

export type Chosen = { id: number; name: string };
/** What the field around it gives goes to the picker: its label, its hint, and that something is missing. */
type ChosenTreatmentsProps = Omit<PickerProps<never>, "value" | "onSelect"> & {
  value: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
};

/** Several treatments: what a rule is for, what a page offers. */
export function ChosenTreatments({ value, onChange, ...field }: ChosenTreatmentsProps) {
  return (
    <div className="space-y-2">
      {value.length > 0 && (
        <ul className="divide-y divide-border rounded-md border border-border">
          {value.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-2 py-1 pl-3 pr-1 text-sm">
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Quitar ${name}`}
                onClick={() => onChange(value.filter((one) => one.id !== id))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TreatmentPicker
        {...field}
        value={null}
        onSelect={({ id, name }) => {
          if (!value.some((one) => one.id === id)) onChange([...value, { id, name }]);
        }}
      />
    </div>
  );
}
