"use client";

import { useEffect, useRef, useState } from "react";
import { draftOf, dropDraft, keepDraft } from "@/lib/drafts";
import type { DraftValues } from "../forms";
import type { DraftFormState } from "./buyer-fields";

type Kept = { version: number | null; values: DraftValues };
type Options = { key: string; version: number | null; setVersion: (version: number | null) => void };

/**
 * What is typed outlives the page: whoever looks something up elsewhere finds it on coming back.
 * It keeps the version it was typed over, so that it never silently replaces a newer one.
 */
export function useKeptDraft(form: DraftFormState, { key, version, setVersion }: Options) {
  const [restored, setRestored] = useState(false);
  const { isDirty } = form.formState;
  const latest = useRef({ isDirty, version });
  useEffect(() => {
    latest.current = { isDirty, version };
  });

  useEffect(() => {
    const kept = draftOf<Kept>(key);
    if (kept) {
      form.reset(kept.values, { keepDefaultValues: true });
      setVersion(kept.version);
      setRestored(true);
    }
    return () => {
      const { isDirty: unsaved, version: over } = latest.current;
      if (unsaved) keepDraft(key, { version: over, values: form.getValues() } satisfies Kept);
    };
    // Once for each invoice: coming and leaving.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);

  return {
    restored,
    forget: () => {
      dropDraft(key);
      setRestored(false);
      latest.current = { ...latest.current, isDirty: false };
    },
  };
}
