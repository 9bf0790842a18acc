"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { periodontogramsQuery } from "@/entities/periodontogram/queries";
import { useIdParam } from "@/hooks/use-url-state";
import { PerioWorkspace } from "./perio-workspace";

export function PeriodontogramPage() {
  return (
    <RequirePermission permission="records:read" what="el periodontograma de un paciente">
      <PageOf />
    </RequirePermission>
  );
}

function PageOf() {
  const id = useIdParam();
  if (id === null)
    return (
      <EmptyState
        icon={UserRound}
        title="Elija un paciente"
        action={
          <Button asChild>
            <Link href="/pacientes/">Ver pacientes</Link>
          </Button>
        }
      >
        Esta dirección no dice de quién es el periodontograma.
      </EmptyState>
    );
  return <ExamsOf key={id} patientId={id} />;
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
