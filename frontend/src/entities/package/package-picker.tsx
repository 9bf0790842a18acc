"use client";

import { AsyncCombobox } from "@/components/form/async-combobox";
import type { PickerProps } from "@/components/form/picker-props";
import { Money } from "@/components/patterns/money";
import { formatCount } from "@/lib/format";
import { packageSearch } from "./queries";
import type { Package } from "./schema";

const sessionsOf = ({ items }: Package) => items.reduce((sum, { sessions }) => sum + sessions, 0);

/** A package of the catalogue, by name. */
export function PackagePicker({ placeholder = "Elija un paquete", ...props }: PickerProps<Package>) {
  return (
    <AsyncCombobox
      {...props}
      placeholder={placeholder}
      search={packageSearch}
      searchPlaceholder="Nombre del paquete"
      itemKey={({ id }) => id}
      renderItem={(one) => (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{one.name}</span>
            <span className="block text-xs text-muted-foreground">
              {formatCount(sessionsOf(one), "sesión", "sesiones")}
            </span>
          </span>
          <Money value={one.price} />
        </>
      )}
    />
  );
}
