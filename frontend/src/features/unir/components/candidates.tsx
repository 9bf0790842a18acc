"use client";

import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { PatientPicker } from "@/entities/patient/patient-picker";
import type { LikelyDuplicate, Patient } from "@/entities/patient/schema";
import { documentNumber } from "@/entities/patient/words";
import { formatDate } from "@/lib/format";
import { Likeness } from "./likeness";

type CandidatesProps = { patient: Patient; likely: LikelyDuplicate[]; onChoose: (id: number) => void };

/** Who may be the same person, the surest first; whom the list does not know is searched. */
export function Candidates({ patient, likely, onChoose }: CandidatesProps) {
  return (
    <Card className="max-w-2xl">
      <CardContent className="space-y-3 py-4">
        <p className="text-base font-medium">¿Qué otra ficha es también de {patient.full_name}?</p>
        {likely.length > 0 ? (
          <ul aria-label="Fichas que se parecen" className="divide-y divide-border">
            {likely.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
                <span className="min-w-0 flex-1 basis-56">
                  <span className="block text-base font-medium">{one.full_name}</span>
                  <span className="block text-sm text-muted-foreground">
                    Ficha {one.id} · {documentNumber(one)}
                    {one.birth_date && ` · ${formatDate(one.birth_date)}`}
                    {one.active ? "" : " · inactiva"}
                  </span>
                  <Likeness of={one} />
                </span>
                <Button variant="outline" size="sm" onClick={() => onChoose(one.id)}>
                  Comparar<span className="sr-only"> con la ficha {one.id}</span>
                </Button>
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-sm text-muted-foreground">
            Ninguna se parece por documento, nacimiento, teléfono o correo. Búsquela por su nombre.
          </p>
        )}
        <PatientPicker
          value={null}
          aria-label="La otra ficha"
          placeholder="Busque la otra ficha"
          onSelect={({ id }) => onChoose(id)}
        />
      </CardContent>
    </Card>
  );
}
