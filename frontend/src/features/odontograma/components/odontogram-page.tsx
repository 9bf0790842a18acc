"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRound } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { HatchPattern } from "@/entities/odontogram/drawn";
import { odontogramsQuery } from "@/entities/odontogram/queries";
import { useIdParam } from "@/hooks/use-url-state";
import { ChartSkeleton } from "./chart-skeleton";
import { Workspace } from "./workspace";

export function OdontogramPage() {
  return (
    <RequirePermission permission="records:read" what="el odontograma de un paciente">
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
        Esta dirección no dice de quién es el odontograma.
      </EmptyState>
    );
  return (
    <>
      <HatchPattern />
      <ChartOf key={id} patientId={id} />
    </>
  );
}

function ChartOf({ patientId }: { patientId: number }) {
  const { data, error, refetch } = useQuery(odontogramsQuery(patientId));
  // A new version, or one that was signed, is a chart of its own: nothing of the other is undone in it.
  const [round, setRound] = useState(0);
  if (data)
    return <Workspace key={round} patientId={patientId} charts={data} onAnew={() => setRound((now) => now + 1)} />;
  return (
    <DentalFrame patientId={patientId} tab="odontograma">
      {error ? (
        <ErrorState error={error} what="el odontograma" onRetry={() => void refetch()} className="m-4" />
      ) : (
        <ChartSkeleton />
      )}
    </DentalFrame>
  );
}
