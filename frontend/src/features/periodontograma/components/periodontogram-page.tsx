"use client";

import { OfPatient } from "@/entities/patient/of-address";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { ErrorState } from "@/components/patterns/state-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { periodontogramsQuery } from "@/entities/periodontogram/queries";
import { PerioWorkspace } from "./perio-workspace";

export function PeriodontogramPage() {
  return (
    <RequirePermission permission="records:read" what="el periodontograma de un paciente">
      <OfPatient missing="de quién es el periodontograma">{(id) => <ExamsOf patientId={id} />}</OfPatient>
    </RequirePermission>
  );
}

function ExamsOf({ patientId }: { patientId: number }) {
  const { data, error, refetch } = useQuery(periodontogramsQuery(patientId));
  // A new exam, or one that was signed, is of its own: nothing of the other is undone in it.
  const [round, setRound] = useState(0);
  if (data)
    return <PerioWorkspace key={round} patientId={patientId} exams={data} onAnew={() => setRound((now) => now + 1)} />;
  return (
    <DentalFrame patientId={patientId} tab="periodontograma">
      {error ? (
        <ErrorState error={error} what="el periodontograma" onRetry={() => void refetch()} className="m-4" />
      ) : (
        <div role="status" aria-label="Cargando el periodontograma" className="flex flex-1 gap-4 p-4">
          <div className="min-w-0 flex-1 animate-appear-late space-y-6 rounded-xl border border-border bg-card p-6 shadow-1">
            {[0, 1, 2, 3].map((band) => (
              <Skeleton key={band} className="h-24" />
            ))}
          </div>
          <div className="hidden w-[328px] shrink-0 rounded-xl border border-border bg-card xl:block" />
        </div>
      )}
    </DentalFrame>
  );
}
