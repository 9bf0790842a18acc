"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import {
  get,
  useForm,
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type UseFormReturn,
} from "react-hook-form";
import type { z } from "zod";
import { ApiError, messageOf } from "@/lib/problem";

/** A form whose fields are what the schema reads (`z.input`) and whose submit gets what it makes (`z.output`). */
export function useZodForm<S extends z.ZodTypeAny>(
  schema: S,
  options: { defaultValues: DefaultValues<z.input<S>>; values?: z.input<S> },
) {
  return useForm<z.input<S>, unknown, z.output<S>>({
    resolver: zodResolver(schema),
    mode: "onTouched",
    reValidateMode: "onChange",
    ...options,
  });
}

/** The same form, whatever its schema makes of the values. */
export type AnyForm<TValues extends FieldValues, TOutput = TValues> = UseFormReturn<TValues, unknown, TOutput>;

/** The kind of a form's problem that a person may answer with «yes, I know»: the service names the flag, `confirm`. */
export const WARNING = "warning";

/** Whether the form shows a control for the field now: another tab, or none at all, does not. */
export const isOnScreen = <TValues extends FieldValues, TOutput>(form: AnyForm<TValues, TOutput>, path: string) =>
  Boolean((get(form.control._fields, path) as { _f?: { mount?: boolean } } | undefined)?._f?.mount);

/**
 * Puts each error of the answer at its field and focuses the first that is on the screen; what has none there is said
 * beside the button (`Refusal`). The service's dotted paths are react-hook-form's.
 */
export function applyProblem<TValues extends FieldValues, TOutput>(form: AnyForm<TValues, TOutput>, error: unknown) {
  const fields = error instanceof ApiError ? error.fieldErrors : [];
  if (error instanceof ApiError && error.problem.confirm) {
    form.setError("root.server", { type: WARNING, message: messageOf(error) });
    return;
  }
  const here = fields.filter(({ field }) => isOnScreen(form, field));
  const elsewhere = fields.filter(({ field }) => !isOnScreen(form, field));

  here.forEach(({ field, message }, index) => {
    form.setError(field as FieldPath<TValues>, { type: "server", message }, { shouldFocus: index === 0 });
  });
  if (here.length === 0 || elsewhere.length > 0) {
    const rest = elsewhere.map(({ message }) => message).join(" ");
    form.setError("root.server", { type: "server", message: rest || messageOf(error) });
  }
}
