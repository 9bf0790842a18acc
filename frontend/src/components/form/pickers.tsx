"use client";

import type { Ref } from "react";
import { AsyncCombobox } from "@/components/form/async-combobox";
import { Money } from "@/components/patterns/money";
import {
  patientSearch,
  productSearch,
  treatmentSearch,
  type PatientHit,
  type ProductHit,
  type TreatmentHit,
} from "@/lib/directory";
import { formatAge, formatQuantity } from "@/lib/format";

export type PickerProps<T> = {
  /** The name to show for what is chosen. */
  value: string | null;
  onSelect: (item: T) => void;
  onClear?: () => void;
  placeholder?: string;
  id?: string;
  disabled?: boolean;
  ref?: Ref<HTMLButtonElement>;
  onBlur?: () => void;
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
};

/** A patient, by any fragment of name, document or phone. */
export function PatientPicker({
  onCreate,
  placeholder = "Busque un paciente",
  ...props
}: PickerProps<PatientHit> & { onCreate?: (text: string) => void }) {
  return (
    <AsyncCombobox
      {...props}
      placeholder={placeholder}
      search={patientSearch}
      minimum={2}
      searchPlaceholder="Nombre, cédula o teléfono"
      itemKey={(patient) => patient.id}
      onCreate={onCreate && { label: (text) => `Registrar a «${text}»`, run: onCreate }}
      renderItem={(patient) => (
        <>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{patient.full_name}</span>
            {patient.birth_date && (
              <span className="block text-xs text-muted-foreground">{formatAge(patient.birth_date)}</span>
            )}
          </span>
          <span className="font-mono text-xs text-muted-foreground">{patient.document_number}</span>
        </>
      )}
    />
  );
}

export function TreatmentPicker({ placeholder = "Agregue un tratamiento", ...props }: PickerProps<TreatmentHit>) {
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

export function ProductPicker({ placeholder = "Agregue un producto", ...props }: PickerProps<ProductHit>) {
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
            {formatQuantity(product.stock_quantity)} {product.unit}
          </span>
        </>
      )}
    />
  );
}
