"use client";

import type { OnChangeFn, VisibilityState } from "@tanstack/react-table";
import { useCallback, useState } from "react";

/** Which columns of a list are shown: as this browser last chose, else all but those that begin hidden. */
export function useColumnChoice(label: string, hidden: readonly string[] = []) {
  const key = `columns:${label}`;
  const [choice, setChoice] = useState<VisibilityState>(() => ({
    ...Object.fromEntries(hidden.map((id) => [id, false])),
    ...chosenBefore(key),
  }));
  const choose: OnChangeFn<VisibilityState> = useCallback(
    (change) => {
      setChoice((before) => {
        const next = typeof change === "function" ? change(before) : change;
        try {
          localStorage.setItem(key, JSON.stringify(next));
        } catch {
          // A browser that keeps nothing: the choice lasts as long as the page.
        }
        return next;
      });
    },
    [key],
  );
  return [choice, choose] as const;
}

function chosenBefore(key: string): VisibilityState {
  try {
    const said: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return Object.fromEntries(Object.entries(said ?? {}).filter(([, shown]) => typeof shown === "boolean"));
  } catch {
    return {};
  }
}
