"use client";

import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { useCallback } from "react";
import { appointmentPath } from "@/config/navigation";
import { formatDayMonth } from "@/lib/format";
import { useCan } from "@/lib/session";
import { visitsByIdQuery } from "./queries";
import { useShownVisits } from "./visit-names";

/** Whose visits these are and when, «Ana Pérez, 24 nov»; null until that is known, or to whom may not know. */
export function useVisitNames(ids: readonly number[]) {
  const can = useCan("appointments:read");
  const { data } = useQuery({ ...visitsByIdQuery(ids), enabled: can && ids.length > 0 });
  return useCallback(
    (id: number) => {
      const visit = data?.find((one) => one.id === id);
      return visit ? `${visit.patient.name}, ${formatDayMonth(visit.start_time)}` : null;
    },
    [data],
  );
}

/** The same of one; its number where that is not known. */
export const useVisitName = (id: number) => useVisitNames(useShownVisits(id))(id) ?? `Cita ${id}`;

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
