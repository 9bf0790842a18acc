"use client";

import { AsyncCombobox } from "@/components/form/async-combobox";
import type { PickerProps } from "@/components/form/picker-props";
import { Money } from "@/components/patterns/money";
import { treatmentSearch } from "./queries";
import type { Treatment } from "./schema";

/** A treatment of the catalogue, by name or code. */
export function TreatmentPicker({ placeholder = "Agregue un tratamiento", ...props }: PickerProps<Treatment>) {
  return (
    <AsyncCombobox
      {...props}
      placeholder={placeholder}
      search={treatmentSearch}
      searchPlaceholder="Nombre o código"
      itemKey={(treatment) => treatment.id}
      renderItem={(treatment) => (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{treatment.name}</span>
            <span className="block text-xs text-muted-foreground">
              <span className="font-mono">{treatment.code}</span> · {treatment.duration_minutes} min
            </span>
          </span>
          <Money value={treatment.price} />
        </>
      )}
    />
  );
}
