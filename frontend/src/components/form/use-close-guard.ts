"use client";

import { useEffect, useState } from "react";
import type { FieldValues } from "react-hook-form";
import type { AnyForm } from "@/components/form/use-zod-form";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";
import { holdPage } from "@/lib/unsaved";

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

  useEffect(() => {
    if (!open) return;
    setAsking(false);
    const draft = draftOf<TValues>(draftKey);
    if (draft) form.reset(draft, { keepDefaultValues: true });
    // Only the opening restores a draft; the form object changes on every keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, draftKey]);

  useUnloadGuard(open && isDirty);

  const leave = () => {
    setAsking(false);
    form.reset();
    close();
  };
  return {
    asking,
    requestClose: () => (isDirty ? setAsking(true) : leave()),
    stay: () => setAsking(false),
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

/** The browser's own question before a tab with unsaved text closes; and a session that ends meanwhile is renewed in place. */
export function useUnloadGuard(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const release = holdPage();
    window.addEventListener("beforeunload", ask);
    return () => {
      release();
      window.removeEventListener("beforeunload", ask);
    };
  }, [unsaved]);
}
