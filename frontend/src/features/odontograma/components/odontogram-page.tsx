"use client";

import { OfPatient } from "@/entities/patient/of-address";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { ErrorState } from "@/components/patterns/state-panel";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { HatchPattern } from "@/entities/odontogram/drawn";
import { odontogramsQuery } from "@/entities/odontogram/queries";
import { ChartSkeleton } from "./chart-skeleton";
import { Workspace } from "./workspace";

export function OdontogramPage() {
  return (
    <RequirePermission permission="records:read" what="el odontograma de un paciente">
      <OfPatient missing="de quién es el odontograma">
        {(id) => (
          <>
            <HatchPattern />
            <ChartOf patientId={id} />
          </>
        )}
      </OfPatient>
    </RequirePermission>
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
