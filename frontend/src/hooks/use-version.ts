import { useRef } from "react";
import { ApiError, isApiError } from "@/lib/problem";

const SENTENCE =
  "Otra persona guardó cambios mientras usted escribía. Lo que usted escribió sigue aquí: si vuelve a guardar, queda lo suyo.";

/**
 * Saves over the version that was opened. When somebody saved first, learns what they left and
 * refuses this once, in words; the next attempt is made over it, knowingly.
 */
export function useVersion<T extends { version: number }>(opened: T, read: () => Promise<T>) {
  const base = useRef(opened);
  async function over<R>(save: (version: number) => Promise<R>): Promise<R> {
    try {
      return await save(base.current.version);
    } catch (error) {
      if (!isApiError(error, 412)) throw error;
      base.current = await read();
      throw new ApiError({ ...error.problem, status: 409, errors: undefined, detail: SENTENCE });
    }
  }
  return { over, base };
}

/** Of what a form would send, only what this person changed: what others changed stays theirs. */
export const changesOf = <T extends object>(values: T, dirty: Partial<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => dirty[name])) as Partial<T>;
