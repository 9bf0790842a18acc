"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FacetShell } from "@/components/data-table/facet-filter";
import { Marked } from "@/components/patterns/marked";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { Popover, PopoverContent } from "@/components/ui/popover";
import { patientSearch } from "@/entities/patient/queries";
import { documentNumber } from "@/entities/patient/words";
import { useDebounced } from "@/hooks/use-debounced";
import { messageOf } from "@/lib/problem";

type PatientFacetProps = { value: string | null; onChange: (id: string | null) => void };

/** Narrows the register to one patient. Their name is known only once picked: opening the file to learn it would itself be registered. */
export function PatientFacet({ value, onChange }: PatientFacetProps) {
  const [open, setOpen] = useState(false);
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null);
  const [text, setText] = useState("");
  const rested = useDebounced(text.trim());
  const search = useQuery({ ...patientSearch(rested), enabled: open && rested.length >= 2 });
  const found = rested.length >= 2 ? (search.data ?? []) : [];
  const hint =
    text.trim().length < 2
      ? "Escriba al menos 2 letras o números."
      : search.error
        ? messageOf(search.error)
        : search.isFetching || rested !== text.trim()
          ? "Buscando…"
          : "Ningún paciente coincide.";
  const name = value && (picked?.id === value ? picked.name : `n.º ${value}`);

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <FacetShell label="Paciente" value={name ?? ""} onClear={() => onChange(null)} />
      <PopoverContent className="w-80 overflow-hidden p-0">
        <Command shouldFilter={false}>
          <CommandInput
            value={text}
            onValueChange={setText}
            placeholder="Nombre, cédula o teléfono"
            aria-label="Buscar paciente"
          />
          <CommandList>
            {found.length === 0 && <CommandEmpty role="status">{hint}</CommandEmpty>}
            {found.length > 0 && (
              <CommandGroup>
                {found.map((patient) => (
                  <CommandItem
                    key={patient.id}
                    value={String(patient.id)}
                    onSelect={() => {
                      setPicked({ id: String(patient.id), name: patient.full_name });
                      onChange(String(patient.id));
                      setOpen(false);
                      setText("");
                    }}
                  >
                    <span className="min-w-0 flex-1 truncate">
                      <Marked text={patient.full_name} match={rested} />
                    </span>
                    <span className="font-mono text-xs text-muted-foreground">{documentNumber(patient)}</span>
                  </CommandItem>
                ))}
              </CommandGroup>
            )}
          </CommandList>
        </Command>
      </PopoverContent>
    </Popover>
  );
}
