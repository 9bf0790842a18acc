"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { buyerOf } from "@/entities/invoice/buyer";
import type { Invoice } from "@/entities/invoice/schema";
import { PatientPicker } from "@/entities/patient/patient-picker";
import { patientSummaryQuery } from "@/entities/patient/queries";
import type { PatientHit } from "@/entities/patient/schema";
import { messageOf } from "@/lib/problem";
import { useOpenAccount } from "../api";
import { lineOf, madeOutTo, type Concept } from "../draft";
import { ConceptPickers } from "./concept-pickers";

type Props = { onOpened: (invoice: Invoice) => void; onClose: () => void };

/** Whoever comes to pay something without an appointment: who it is, and the first thing that they take. */
export function NewAccount({ onOpened, onClose }: Props) {
  const [patient, setPatient] = useState<PatientHit | null>(null);
  const whole = useQuery({ ...patientSummaryQuery(patient?.id ?? null), enabled: patient !== null });
  const { mutateAsync, isPending, error } = useOpenAccount();

  function open(concept: Concept) {
    if (!patient || !whole.data) return;
    const of = { patient_id: patient.id, ...madeOutTo(buyerOf(whole.data)), lines: [lineOf(concept)] };
    mutateAsync(of).then(onOpened, () => undefined);
  }

  return (
    <Card role="region" aria-label="Cuenta nueva" className="self-start">
      <header className="flex items-center justify-between border-b px-4 py-3">
        <h2 className="text-lg font-semibold tracking-[-0.01em]">Cuenta nueva</h2>
        <Button variant="ghost" size="icon" aria-label="Cerrar la cuenta nueva" onClick={onClose}>
          <X aria-hidden />
        </Button>
      </header>
      <div className="space-y-4 p-4">
        <div className="space-y-1.5">
          <p className="text-sm font-medium">De quién es</p>
          <PatientPicker
            value={patient?.full_name ?? null}
            aria-label="De quién es"
            className="w-full"
            onSelect={setPatient}
            onClear={() => setPatient(null)}
          />
          <p className="text-xs text-muted-foreground">Quién la deduce se elige después.</p>
        </div>
        <div className="space-y-1.5">
          <p className="text-sm font-medium">Qué lleva</p>
          <ConceptPickers disabled={!whole.data || isPending} onPick={open} />
        </div>
        {(error ?? whole.error) && <Alert variant="destructive">{messageOf((error ?? whole.error)!)}</Alert>}
      </div>
    </Card>
  );
}
