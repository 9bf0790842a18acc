"use client";

import { AsyncCombobox } from "@/components/form/async-combobox";
import type { PickerProps } from "@/components/form/picker-props";
import { formatAge } from "@/lib/format";
import { patientSearch } from "./queries";
import type { PatientHit } from "./schema";
import { documentNumber } from "./words";

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
          <span className="font-mono text-xs text-muted-foreground">{documentNumber(patient)}</span>
        </>
      )}
    />
  );
}
