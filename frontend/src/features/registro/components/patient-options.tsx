"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Marked } from "@/components/patterns/marked";
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { patientSearch } from "@/entities/patient/queries";
import { documentNumber } from "@/entities/patient/words";
import { useDebounced } from "@/hooks/use-debounced";
import { messageOf } from "@/lib/problem";

/** The patients that a text finds, to pick one. */
export function PatientOptions({ onPick }: { onPick: (patient: { id: string; name: string }) => void }) {
  const [text, setText] = useState("");
  const rested = useDebounced(text.trim());
  const search = useQuery({ ...patientSearch(rested), enabled: rested.length >= 2 });
  const found = rested.length >= 2 ? (search.data ?? []) : [];
  const hint =
    text.trim().length < 2
      ? "Escriba al menos 2 letras o números."
      : search.error
        ? messageOf(search.error)
        : search.isFetching || rested !== text.trim()
          ? "Buscando…"
          : "Ningún paciente coincide.";

  return (
    <Command shouldFilter={false}>
      <CommandInput
        autoFocus
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
                onSelect={() => onPick({ id: String(patient.id), name: patient.full_name })}
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
  );
}
