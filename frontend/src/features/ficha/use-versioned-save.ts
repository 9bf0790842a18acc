"use client";

import { useRef, useState } from "react";
import type { DefaultValues, FieldPath, FieldValues, PathValue } from "react-hook-form";
import type { AnyForm } from "@/components/form/use-zod-form";
import { ApiError, isApiError } from "@/lib/problem";

/** A field that two people changed: what this form holds is what a save would leave. */
export type Conflict<I extends FieldValues> = { field: FieldPath<I>; theirs: string };

type Options<T extends { version: number }, I extends FieldValues, O> = {
  form: AnyForm<I, O>;
  original: T;
  toInput: (thing: T) => I;
  /** The thing as it is on the server now. */
  read: () => Promise<T>;
  save: (base: T, changes: Partial<O>) => Promise<T>;
};

/**
 * Saves only what this person changed. When somebody else saved first, their changes to other
 * fields come into the form, fields that both changed are told apart, and nothing typed is lost:
 * the next save is made over what the other person left, knowingly.
 */
export function useVersionedSave<T extends { version: number }, I extends FieldValues, O extends object>({
  form,
  original,
  toInput,
  read,
  save,
}: Options<T, I, O>) {
  const base = useRef(original);
  const [conflicts, setConflicts] = useState<Conflict<I>[]>([]);

  async function submit(values: O): Promise<T> {
    const before = toInput(base.current);
    const typed = form.getValues();
    const touched = Object.keys(before).filter((field) => typed[field] !== before[field]);
    const changes = Object.fromEntries(
      Object.entries(values).filter(([field]) => touched.includes(field)),
    ) as Partial<O>;
    try {
      return await save(base.current, changes);
    } catch (error) {
      if (!isApiError(error, 412)) throw error;
      await meet(error, before, typed, touched);
      throw error;
    }
  }

  async function meet(error: ApiError, before: I, typed: I, touched: string[]) {
    const fresh = await read();
    const now = toInput(fresh);
    base.current = fresh;
    form.reset(now as DefaultValues<I>);
    for (const field of touched as FieldPath<I>[]) {
      form.setValue(field, typed[field] as PathValue<I, FieldPath<I>>, { shouldDirty: true, shouldTouch: true });
    }
    const both = touched.filter(
      (field) => now[field] !== before[field] && now[field] !== typed[field],
    ) as FieldPath<I>[];
    setConflicts(both.map((field) => ({ field, theirs: String(now[field] ?? "") })));
    throw new ApiError({ ...error.problem, status: 409, errors: undefined, detail: sentence(both.length) });
  }

  function takeTheirs({ field, theirs }: Conflict<I>) {
    form.setValue(field, theirs as PathValue<I, FieldPath<I>>, { shouldDirty: true, shouldValidate: true });
    setConflicts((rest) => rest.filter((conflict) => conflict.field !== field));
  }

  return { submit, conflicts, takeTheirs };
}

function sentence(both: number) {
  const start = "Otra persona guardó cambios mientras usted escribía. Lo suyo sigue aquí y lo demás ya está al día.";
  return both === 0
    ? `${start} Vuelva a guardar.`
    : `${start} Revise lo que cambiaron los dos: si guarda, queda lo suyo.`;
}
