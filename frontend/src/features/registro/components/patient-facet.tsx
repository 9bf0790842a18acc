"use client";

import { useState } from "react";
import { FacetShell } from "@/components/data-table/facet-filter";
import { Popover, PopoverContent } from "@/components/ui/popover";
import { lazy } from "@/lib/lazy";

const PatientOptions = lazy(() => import("./patient-options").then((file) => file.PatientOptions));

type PatientFacetProps = { value: string | null; onChange: (id: string | null) => void };

/** Narrows the register to one patient. Their name is known only once picked: opening the file to learn it would itself be registered. */
export function PatientFacet({ value, onChange }: PatientFacetProps) {
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null);
  const name = value && (picked?.id === value ? picked.name : `n.º ${value}`);

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <FacetShell label="Paciente" value={name ?? ""} onClear={() => onChange(null)} />
      <PopoverContent className="w-80 overflow-hidden p-0">
        <PatientOptions
          onPick={(patient) => {
            setPicked(patient);
            onChange(patient.id);
            setOpen(false);
          }}
        />
      </PopoverContent>
    </Popover>
  );
}
