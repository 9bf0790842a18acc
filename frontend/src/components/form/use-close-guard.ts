"use client";

import { useEffect, useRef, useState } from "react";
import type { FieldValues } from "react-hook-form";
import { useUnsaved } from "@/components/form/use-unsaved";
import type { AnyForm } from "@/components/form/use-zod-form";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";
import { countUnsaved } from "@/lib/unsaved";

export type CloseGuard = {
  /** Closing was asked for with unsaved changes: the footer shows the question. */
  asking: boolean;
  /** Closes, or only leaves what is `inside`, unless something typed would be lost: then it asks first. */
  requestClose: (inside?: () => void) => void;
  stay: () => void;
  discard: () => void;
  keep: (() => void) | null;
};

type Leaving = { act: () => void; closes: boolean };

type Guarded = {
  open: boolean;
  /** Something was typed that no server has. */
  dirty: boolean;
  close: () => void;
  /** Forgets what was typed. */
  reset: () => void;
};

/** Asks before text typed in what lies over the page is lost, and puts the keyboard back where it was for who stays. */
export function useCloseGuard({ open, dirty, close, reset }: Guarded): CloseGuard {
  const [asking, setAsking] = useState(false);
  // What was asked is over when it opens again, not while it closes: on its way out it still holds the keyboard, and
  // gives it back to where it was opened from.
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    if (open) setAsking(false);
  }
  // What is done once it is given up: closing it, and where to go when that is why it closes.
  const then = useRef<Leaving | null>(null);
  const heldBefore = useRef(0);
  const from = useRef<Element | null>(null);

  useEffect(() => {
    if (open) heldBefore.current = countUnsaved();
  }, [open]);

  const ask = (leaving: Leaving) => {
    then.current = leaving;
    from.current ??= document.activeElement;
    setAsking(true);
  };
  useUnsaved(open && dirty, {
    ask: (go) =>
      ask({
        act: () => {
          close();
          go();
        },
        closes: true,
      }),
  });

  // Once the question is gone: its buttons held the focus.
  useEffect(() => {
    if (asking) return;
    const before = from.current;
    from.current = null;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }, [asking]);

  const leave = ({ act, closes }: Leaving) => {
    from.current = null;
    if (!closes) setAsking(false);
    reset();
    act();
  };
  return {
    asking,
    // What stands inside may hold text of its own: a patient being registered while booking.
    requestClose: (inside) => {
      const leaving = inside ? { act: inside, closes: false } : { act: close, closes: true };
      return dirty || countUnsaved() > heldBefore.current ? ask(leaving) : leave(leaving);
    },
    stay: () => setAsking(false),
    discard: () => leave(then.current ?? { act: close, closes: true }),
    keep: null,
  };
}

/** For a form; with a `draftKey` what was typed may be kept and comes back on the next opening. */
export function useFormCloseGuard<TValues extends FieldValues, TOutput>(
  form: AnyForm<TValues, TOutput>,
  { open, close, draftKey }: { open: boolean; close: () => void; draftKey?: string },
): CloseGuard {
  const guard = useCloseGuard({ open, dirty: form.formState.isDirty, close, reset: () => form.reset() });

  useEffect(() => {
    if (!open) return;
    const draft = draftOf<TValues>(draftKey);
    if (draft) form.reset(draft, { keepDefaultValues: true });
    // Only the opening restores a draft; the form object changes on every keystroke.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, draftKey]);

  return {
    ...guard,
    discard: () => {
      dropDraft(draftKey);
      guard.discard();
    },
    keep: draftKey
      ? () => {
          keepDraft(draftKey, form.getValues());
          guard.discard();
        }
      : null,
  };
}
