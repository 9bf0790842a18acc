"use client";

import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import { applyProblem, type AnyForm } from "@/components/form/use-zod-form";
import { quoteForm, type QuoteBody, type QuoteValues } from "./forms";

/** How long nobody types before what was typed is saved. */
const PAUSE = 1200;

export type Saving = "saved" | "saving" | "unsaved" | "waiting";

/**
 * Saves a draft while it is typed, one saving after the other. What cannot be saved as it stands stays `unsaved`, with the
 * reason at its field, until something else is typed. Without `save` it only says whether there is something to save.
 */
export function useAutosave(
  form: AnyForm<QuoteValues, QuoteBody>,
  save: ((body: QuoteBody) => Promise<unknown>) | null,
): Saving {
  const typed = JSON.stringify(useWatch({ control: form.control }));
  const { isDirty } = form.formState;
  const [saved, setSaved] = useState(typed);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!save || busy || !isDirty || typed === saved || typed === failed) return;
    const timer = setTimeout(() => {
      const values = form.getValues();
      const read = quoteForm.safeParse(values);
      if (!read.success) {
        setFailed(typed);
        void form.trigger();
        return;
      }
      setBusy(true);
      save(read.data)
        .then(() => {
          // Whatever was typed meanwhile is still to be saved.
          if (JSON.stringify(form.getValues()) === JSON.stringify(values)) form.reset(values, { keepValues: true });
          setSaved(typed);
        })
        .catch((error: unknown) => {
          setFailed(typed);
          applyProblem(form, error);
        })
        .finally(() => setBusy(false));
    }, PAUSE);
    return () => clearTimeout(timer);
    // A new `save` is made on each drawing: only what is typed matters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, saved, failed, busy, isDirty]);
  if (busy) return "saving";
  if (typed === saved || !isDirty) return "saved";
  return typed === failed ? "unsaved" : "waiting";
}
