"use client";

import { createContext, useContext, useMemo, type ReactNode } from "react";

const Shown = createContext<readonly number[]>([]);

/** The visits that a list names by their numbers: who they are of is asked once, of all of them. */
export function VisitNames({ ids, children }: { ids: readonly (number | null | undefined)[]; children: ReactNode }) {
  const key = [...new Set(ids.filter((id) => id !== null && id !== undefined))].sort((a, b) => a - b).join();
  const shown = useMemo(() => (key ? key.split(",").map(Number) : []), [key]);
  return <Shown.Provider value={shown}>{children}</Shown.Provider>;
}

/** What is asked of together with this one. */
export function useShownVisits(id: number) {
  const shown = useContext(Shown);
  return shown.includes(id) ? shown : [id];
}
