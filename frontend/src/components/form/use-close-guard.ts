"use client";

import { useEffect, useRef, useState } from "react";
import type { FieldValues } from "react-hook-form";
import { useUnsaved } from "@/components/form/use-unsaved";
import type { AnyForm } from "@/components/form/use-zod-form";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";
import { countUnsaved } from "@/lib/unsaved";

type CloseGuard = {
  /** Closing was asked for with unsaved changes: the footer shows the question. */
  asking: boolean;
  requestClose: () => void;
  stay: () => void;
  discard: () => void;
  keep: (() => void) | null;
};

/** Asks before unsaved text is lost; with a `draftKey` it may be kept and comes back on the next opening. */
export function useCloseGuard<TValues extends FieldValues, TOutput>(
  form: AnyForm<TValues, TOutput>,
  { open, close, draftKey }: { open: boolean; close: () => void; draftKey?: string },
): CloseGuard {
  const [asking, setAsking] = useState(false);
  const { isDirty } = form.formState;
  // Where to go once it is closed, when that is why it closes.
  const onward = useRef<(() => void) | null>(null);
  const heldBefore = useRef(0);

  useEffect(() => {
    if (!open) return;
    heldBefore.current = countUnsaved();
    setAsking(false);
    const draft = draftOf<TValues>(draftKey);
    if (draft) form.reset(draft, { keepDefaultValues: true });
    // Only the opening restores a draft; the form object changes on every keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, draftKey]);

  const ask = (go: (() => void) | null) => {
    onward.current = go;
    setAsking(true);
  };
  useUnsaved(open && isDirty, { ask });

  const leave = () => {
    setAsking(false);
    form.reset();
    close();
    const go = onward.current;
    onward.current = null;
    go?.();
  };
  return {
    asking,
    // What stands inside may hold text of its own: a patient being registered while booking.
    requestClose: () => (isDirty || countUnsaved() > heldBefore.current ? ask(null) : leave()),
    stay: () => {
      onward.current = null;
      setAsking(false);
    },
    discard: () => {
      dropDraft(draftKey);
      leave();
    },
    keep: draftKey
      ? () => {
          keepDraft(draftKey, form.getValues());
          leave();
        }
      : null,
  };
}
