"use client";

import { useQuery } from "@tanstack/react-query";
import { useCan } from "@/lib/session";
import { AlertKinds } from "./alert-kinds";
import { alertKindsQuery } from "./queries";

/** Of what kinds a patient's alerts are, to whom may know, where money is taken: what they say is read in the file. */
export function AlertKindsOf({ patientId, className }: { patientId: number; className?: string }) {
  const { data } = useQuery({ ...alertKindsQuery([patientId]), enabled: useCan("alerts:read") });
  const kinds = data?.find(({ patient_id }) => patient_id === patientId)?.alert_kinds ?? [];
  if (kinds.length === 0) return null;
  return (
    <div className={className}>
      <AlertKinds kinds={kinds} />
    </div>
  );
}
