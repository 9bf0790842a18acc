"use client";

import { useEffect, useRef, useState } from "react";
import type { FieldValues } from "react-hook-form";
import type { AnyForm } from "@/components/form/use-zod-form";
import { useUnsaved } from "@/components/form/use-unsaved";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";

type Kept<TValues> = { version: number | null; values: TValues };
type Options = {
  /** What is edited: `"invoice:7"`. */
  key: string;
  /** What it is typed over, so that coming back never silently replaces something newer. */
  version: number | null;
  onRestore: (version: number | null) => void;
};

/**
 * A form on a page of its own. Leaving it unsaved asks first; what is kept waits in memory for
 * whoever comes back, with the version it was typed over.
 */
export function useFormDraft<TValues extends FieldValues, TOutput>(
  form: AnyForm<TValues, TOutput>,
  { key, version, onRestore }: Options,
) {
  const [restored, setRestored] = useState(false);
  const { isDirty } = form.formState;
  const latest = useRef({ isDirty, version });
  useEffect(() => {
    latest.current = { isDirty, version };
  });

  const forget = () => {
    dropDraft(key);
    setRestored(false);
    latest.current = { ...latest.current, isDirty: false };
  };
  useUnsaved(isDirty, {
    keeps: true,
    discard: () => {
      form.reset();
      forget();
    },
  });

  useEffect(() => {
    const kept = draftOf<Kept<TValues>>(key);
    if (kept) {
      form.reset(kept.values, { keepDefaultValues: true });
      onRestore(kept.version);
      setRestored(true);
    }
    return () => {
      const { isDirty: unsaved, version: over } = latest.current;
      if (unsaved) keepDraft(key, { version: over, values: form.getValues() } satisfies Kept<TValues>);
      else dropDraft(key);
    };
    // Once for each thing that is edited: coming and leaving.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  return { restored: restored && isDirty, forget };
}
