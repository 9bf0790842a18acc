"use client";

import { AsyncCombobox } from "@/components/form/async-combobox";
import type { PickerProps } from "@/components/form/picker-props";
import { cie10Search } from "./queries";
import type { Cie10 } from "./schema";

/** A code of the CIE-10, by itself or by words of it. */
export function Cie10Picker({ placeholder = "Busque por código o palabra", ...props }: PickerProps<Cie10>) {
  return (
    <AsyncCombobox
      {...props}
      placeholder={placeholder}
      search={cie10Search}
      searchPlaceholder="Código o palabra: K04, pulpitis"
      minimum={2}
      itemKey={(entry) => entry.code}
      renderItem={(entry) => (
        <>
          <span className="w-12 shrink-0 font-mono text-sm">{entry.code}</span>
          <span className="min-w-0 flex-1">{entry.description}</span>
        </>
      )}
    />
  );
}
