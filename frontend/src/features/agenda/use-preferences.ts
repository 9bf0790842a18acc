"use client";

import { useCallback, useState } from "react";
import { useMe } from "@/lib/session";
import type { DensityName } from "./calendar/layout";
import type { AgendaMode, Colours, GroupBy } from "./use-agenda-view";

/** How somebody last looked at the agenda: each person of a shared computer has their own. */
export type Preferences = {
  mode: AgendaMode;
  by: GroupBy;
  density: DensityName;
  /** The strip of figures and filters above the hours. */
  figures: boolean;
  /** The strip of everybody's next free hour. */
  nextFree: boolean;
  colours: Colours;
  /** Whose columns; nothing until somebody chooses. */
  doctorIds: number[] | null;
};

const DEFAULTS: Preferences = {
  mode: "dia",
  by: "doctor",
  density: "compacta",
  figures: true,
  nextFree: false,
  colours: "state",
  doctorIds: null,
};

export function usePreferences() {
  const key = `agenda:${useMe().id}`;
  const [preferences, setPreferences] = useState(() => read(key));
  const prefer = useCallback(
    (change: Partial<Preferences>) =>
      setPreferences((before) => {
        const next = { ...before, ...change };
        try {
          localStorage.setItem(key, JSON.stringify(next));
        } catch {
          // A browser that keeps nothing: the choice lasts as long as the page.
        }
        return next;
      }),
    [key],
  );
  return [preferences, prefer] as const;
}

function read(key: string): Preferences {
  try {
    const said = (JSON.parse(localStorage.getItem(key) ?? "{}") ?? {}) as Partial<Record<keyof Preferences, unknown>>;
    const one = <T>(value: unknown, of: readonly T[], otherwise: T) =>
      of.includes(value as T) ? (value as T) : otherwise;
    const ids = Array.isArray(said.doctorIds) ? said.doctorIds.filter(Number.isInteger) : null;
    return {
      mode: one<AgendaMode>(said.mode, ["dia", "semana", "mes", "lista"], DEFAULTS.mode),
      by: one<GroupBy>(said.by, ["doctor", "room"], DEFAULTS.by),
      density: one<DensityName>(said.density, ["compacta", "comoda"], DEFAULTS.density),
      colours: one<Colours>(said.colours, ["state", "doctor", "treatment"], DEFAULTS.colours),
      figures: one(said.figures, [true, false], DEFAULTS.figures),
      nextFree: one(said.nextFree, [true, false], DEFAULTS.nextFree),
      doctorIds: ids,
    };
  } catch {
    return DEFAULTS;
  }
}
