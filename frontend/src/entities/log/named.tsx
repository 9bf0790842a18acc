"use client";

import { useQuery } from "@tanstack/react-query";
import { useVisitName } from "@/entities/appointment/visit-link";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { useCan } from "@/lib/session";

export const NamedVisit = ({ id }: { id: number }) => useVisitName(id);

export function NamedPatient({ id }: { id: number }) {
  const { data } = useQuery({ ...patientSummaryQuery(id), enabled: useCan("patients:read") });
  return data?.full_name ?? `Paciente ${id}`;
}
