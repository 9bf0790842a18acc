"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";

type Chosen = { id: number; name: string }[];
type ChosenTreatmentsProps = {
  ref: React.Ref<HTMLButtonElement>;
  value: Chosen;
  onChange: (chosen: Chosen) => void;
};

/** The treatments that a rule is for. */
export function ChosenTreatments({ ref, value, onChange }: ChosenTreatmentsProps) {
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
        ref={ref}
        value={null}
        onSelect={({ id, name }) => {
          if (!value.some((one) => one.id === id)) onChange([...value, { id, name }]);
        }}
      />
    </div>
  );
}
