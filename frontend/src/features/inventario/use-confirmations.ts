import { useRef } from "react";
import { ApiError } from "@/lib/problem";
import type { Confirmations } from "./api";

/** A receipt may be asked about twice: what was confirmed before stays so while the same form is sent again. */
export function useConfirmations() {
  const given = useRef<Confirmations>({});
  const asked = useRef<keyof Confirmations | null>(null);
  return async function send<T>(confirmed: boolean, act: (confirmations: Confirmations) => Promise<T>) {
    given.current = confirmed && asked.current ? { ...given.current, [asked.current]: true } : {};
    asked.current = null;
    try {
      return await act(given.current);
    } catch (error) {
      if (error instanceof ApiError && error.problem.confirm)
        asked.current = error.problem.confirm as keyof Confirmations;
      throw error;
    }
  };
}
