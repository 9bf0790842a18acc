"use client";

import { Can } from "@/components/patterns/can";
import { PackagePicker } from "@/entities/package/package-picker";
import { ProductPicker } from "@/entities/product/product-picker";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import type { Concept } from "../draft";

/** What else is charged, from the catalogue; what a package is sold as too. */
export function ConceptPickers({ disabled, onPick }: { disabled?: boolean; onPick: (concept: Concept) => void }) {
  const look = { value: null, className: "w-full", disabled };
  return (
    <div className="grid gap-2 sm:grid-cols-3 lg:max-xl:grid-cols-1">
      <Can permission="treatments:read">
        <TreatmentPicker
          {...look}
          placeholder="Un tratamiento"
          aria-label="Agregar un tratamiento"
          onSelect={({ id, code, name, price, iva_code }) =>
            onPick({ kind: "TREATMENT", reference_id: id, code, description: name, unit_price: price, iva_code })
          }
        />
      </Can>
      <Can permission="products:read">
        <ProductPicker
          {...look}
          placeholder="Un producto"
          aria-label="Agregar un producto"
          onSelect={({ id, sku, name, sale_price, iva_code }) =>
            onPick({
              kind: "PRODUCT",
              reference_id: id,
              code: sku.slice(0, 25),
              description: name,
              unit_price: sale_price,
              iva_code,
            })
          }
        />
      </Can>
      <Can permission="packages:read">
        <PackagePicker
          {...look}
          placeholder="Un paquete"
          aria-label="Agregar un paquete"
          onSelect={({ id, name, price, iva_code }) =>
            onPick({ kind: "PACKAGE", reference_id: id, code: null, description: name, unit_price: price, iva_code })
          }
        />
      </Can>
    </div>
  );
}
