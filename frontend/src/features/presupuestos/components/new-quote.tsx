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
import { appointmentQuery } from "@/entities/appointment/queries";
import { PatientPicker } from "@/entities/patient/patient-picker";
import { patientQuery } from "@/entities/patient/queries";
import type { PatientHit } from "@/entities/patient/schema";
import { quoteRulesQuery } from "@/entities/quote/queries";
import { useTitle } from "@/hooks/use-title";
import { notify } from "@/lib/toast";
import { useCreateQuote } from "../api";
import { lineOf, NEW_QUOTE } from "../forms";
import { QuoteEditor } from "./quote-editor";

type NewQuoteProps = {
  /** Whose it is, where it is begun from a patient's file. */
  patientId: number | null;
  /** Of which appointment it is: whose, of which professional, and what was planned there. */
  appointmentId: number | null;
  onCancel: () => void;
};

export function NewQuote({ patientId, appointmentId, onCancel }: NewQuoteProps) {
  const router = useRouter();
  const create = useCreateQuote();
  const rules = useQuery(quoteRulesQuery);
  const from = useQuery({ ...patientQuery(patientId ?? 0), enabled: patientId !== null });
  const visit = useQuery(appointmentQuery(appointmentId));
  const visitor = visit.data && { id: visit.data.patient.id, full_name: visit.data.patient.name };
  const [chosen, setPatient] = useState<Pick<PatientHit, "id" | "full_name"> | null>(null);
  const patient = chosen ?? visitor ?? from.data ?? null;
  // Another patient's quote is not of this appointment.
  const ofVisit = visitor && patient?.id === visitor.id ? appointmentId : null;
  useTitle(patient ? `${patient.full_name} · Presupuesto nuevo` : "Presupuesto nuevo");
  const [missing, setMissing] = useState(false);
  if (rules.error && !rules.data)
    return <ErrorState error={rules.error} what="las reglas" onRetry={() => void rules.refetch()} />;
  if (visit.error && !visit.data)
    return <ErrorState error={visit.error} what="la cita" onRetry={() => void visit.refetch()} />;
  if (!rules.data || (appointmentId !== null && !visit.data)) return <PageHeader title="Nuevo presupuesto" />;
  const { valid_days, conditions } = rules.data;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Presupuestos", href: "/presupuestos/" }, { label: "Nuevo" }]}
        title="Nuevo presupuesto"
        subtitle={
          visit.data
            ? `De la cita con ${visit.data.doctor.name}. Se guarda como borrador hasta que lo envíe.`
            : "Se guarda como borrador hasta que lo envíe."
        }
        actions={
          <Button variant="outline" size="sm" onClick={onCancel}>
            Cancelar
          </Button>
        }
      />
      <QuoteEditor
        draftKey={`quote:new:${appointmentId ?? patientId ?? ""}`}
        values={{
          ...NEW_QUOTE,
          lines: visit.data?.treatments.map(lineOf) ?? [],
          valid_days: String(valid_days),
          conditions,
        }}
        onSave={async (body) => {
          setMissing(!patient);
          if (!patient) throw new Error("Elija el paciente.");
          const quote = await create.mutateAsync({ ...body, patient_id: patient.id, appointment_id: ofVisit });
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
