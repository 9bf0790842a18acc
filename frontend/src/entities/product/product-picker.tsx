"use client";

import { AsyncCombobox } from "@/components/form/async-combobox";
import type { PickerProps } from "@/components/form/picker-props";
import { formatQuantity } from "@/lib/format";
import { productSearch } from "./queries";
import type { Product } from "./schema";

/** A product, by name or code. */
export function ProductPicker({ placeholder = "Agregue un producto", ...props }: PickerProps<Product>) {
  return (
    <AsyncCombobox
      {...props}
      placeholder={placeholder}
      search={productSearch}
      searchPlaceholder="Nombre o código"
      itemKey={(product) => product.id}
      renderItem={(product) => (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{product.name}</span>
            <span className="block font-mono text-xs text-muted-foreground">{product.sku}</span>
          </span>
          <span className="text-xs tabular-nums text-muted-foreground">
            {formatQuantity(product.usable_quantity)} {product.unit}
          </span>
        </>
      )}
    />
  );
}
