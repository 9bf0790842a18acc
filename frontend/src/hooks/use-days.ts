"use client";

import { useUrlState } from "@/hooks/use-url-state";
import { endOfMonth, startOfMonth, today } from "@/lib/dates";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The days in the address, `from` and `to`; what is not said is this month's, or that of the day that is. */
export function useDays() {
  const url = useUrlState();
  const dayOf = (name: string) => {
    const value = url.get(name);
    return value && DAY.test(value) ? value : null;
  };
  const chosen = { from: dayOf("from"), to: dayOf("to") };
  const to = chosen.to ?? (chosen.from && chosen.from > today() ? endOfMonth(chosen.from) : today());
  const from = chosen.from ?? startOfMonth(to);
  return { from, to, chosen, choose: (range: { from: string | null; to: string | null }) => url.set(range) };
}
