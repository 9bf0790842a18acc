"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { appointmentPath } from "@/config/navigation";
import { formatDayMonth } from "@/lib/format";
import { useCan } from "@/lib/session";
import { visitsByIdQuery } from "./queries";
import { useShownVisits } from "./visit-names";

/** Whose visit it is and when, «Ana Pérez, 24 nov»; its number until that is known, or to whom may not know. */
export function useVisitName(id: number) {
  const ids = useShownVisits(id);
  const { data } = useQuery({ ...visitsByIdQuery(ids), enabled: useCan("appointments:read") });
  const visit = data?.find((one) => one.id === id);
  return visit ? `${visit.patient.name}, ${formatDayMonth(visit.start_time)}` : `Cita ${id}`;
}

export const VisitName = ({ id }: { id: number }) => useVisitName(id);

export function VisitLink({ id }: { id: number }) {
  const can = useCan("appointments:read");
  const name = useVisitName(id);
  if (!can) return <span className="whitespace-nowrap">{name}</span>;
  return (
    <Link
      href={appointmentPath(id)}
      className="block max-w-52 truncate rounded-sm text-primary underline-offset-4 hover:underline"
    >
      {name}
    </Link>
  );
}
