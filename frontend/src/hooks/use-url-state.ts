"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";

type Change = Record<string, string | number | null | undefined>;

/**
 * Changes the query string of the address in place. Next follows the history calls, and they
 * are immediate: two changes in one tick do not lose each other.
 */
export function setUrlState(change: Change, { push = false } = {}) {
  const next = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(change)) {
    if (value === null || value === undefined || value === "") next.delete(name);
    else next.set(name, String(value));
  }
  const query = next.toString();
  const url = `${window.location.pathname}${query ? `?${query}` : ""}`;
  window.history[push ? "pushState" : "replaceState"](null, "", url);
}

/** Reads and writes the query string, so that a link or the back button restores the view. */
export function useUrlState() {
  const search = useSearchParams();
  return useMemo(() => ({ get: (name: string) => search.get(name), set: setUrlState }), [search]);
}

/** The numeric `?id=` of a detail page, or null when the address has none. */
export function useIdParam(name = "id") {
  const value = Number(useSearchParams().get(name));
  return Number.isInteger(value) && value > 0 ? value : null;
}
