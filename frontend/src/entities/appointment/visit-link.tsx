"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { appointmentPath } from "@/config/navigation";
import { formatDayMonth } from "@/lib/format";
import { useCan } from "@/lib/session";
import { visitsByIdQuery } from "./queries";

const Shown = createContext<readonly number[]>([]);

/** The visits that a list names by their numbers: who they are of is asked once, of all of them. */
export function VisitNames({ ids, children }: { ids: readonly (number | null | undefined)[]; children: ReactNode }) {
  const key = [...new Set(ids.filter((id) => id !== null && id !== undefined))].sort((a, b) => a - b).join();
  const shown = useMemo(() => (key ? key.split(",").map(Number) : []), [key]);
  return <Shown.Provider value={shown}>{children}</Shown.Provider>;
}

/** Whose visit it is and when, «Ana Pérez, 24 nov»; its number until that is known, or to whom may not know. */
export function useVisitName(id: number) {
  const shown = useContext(Shown);
  const ids = shown.includes(id) ? shown : [id];
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
