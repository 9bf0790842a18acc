"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { PageHeader } from "@/components/patterns/page-header";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Label } from "@/components/ui/label";
import { quotePath } from "@/config/navigation";
import { PatientPicker } from "@/entities/patient/patient-picker";
import { patientQuery } from "@/entities/patient/queries";
import type { PatientHit } from "@/entities/patient/schema";
import { quoteRulesQuery } from "@/entities/quote/queries";
import { notify } from "@/lib/toast";
import { useCreateQuote } from "../api";
import { NEW_QUOTE } from "../forms";
import { QuoteEditor } from "./quote-editor";

type NewQuoteProps = {
  /** Whose it is, where it is begun from a patient's file. */
  patientId: number | null;
  onCancel: () => void;
};

export function NewQuote({ patientId, onCancel }: NewQuoteProps) {
  const router = useRouter();
  const create = useCreateQuote();
  const rules = useQuery(quoteRulesQuery);
  const from = useQuery({ ...patientQuery(patientId ?? 0), enabled: patientId !== null });
  const [chosen, setPatient] = useState<Pick<PatientHit, "id" | "full_name"> | null>(null);
  const patient = chosen ?? from.data ?? null;
  const [missing, setMissing] = useState(false);
  if (rules.error && !rules.data)
    return <ErrorState error={rules.error} what="las reglas" onRetry={() => void rules.refetch()} />;
  if (!rules.data) return <PageHeader title="Nuevo presupuesto" />;
  const { valid_days, conditions } = rules.data;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Presupuestos", href: "/presupuestos/" }, { label: "Nuevo" }]}
        title="Nuevo presupuesto"
        subtitle="Se guarda como borrador hasta que lo envíe."
        actions={
          <Button variant="outline" size="sm" onClick={onCancel}>
            Cancelar
          </Button>
        }
      />
      <QuoteEditor
        values={{ ...NEW_QUOTE, valid_days: String(valid_days), conditions }}
        onSave={async (body) => {
          setMissing(!patient);
          if (!patient) return;
          const quote = await create.mutateAsync({ ...body, patient_id: patient.id });
          notify(`Presupuesto ${quote.number} guardado`);
          router.replace(quotePath(quote.id));
        }}
      >
        <Card className="space-y-2 p-4">
          <Label htmlFor="quote-patient">Paciente</Label>
          <PatientPicker id="quote-patient" value={patient && patient.full_name} onSelect={setPatient} />
          {missing && !patient && (
            <p role="alert" className="text-xs text-destructive">
              Elija el paciente.
            </p>
          )}
        </Card>
      </QuoteEditor>
    </>
  );
}
