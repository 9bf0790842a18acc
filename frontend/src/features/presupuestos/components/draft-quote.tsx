"use client";

import { useState, type ReactNode } from "react";
import type { Quote } from "@/entities/quote/schema";
import { useQuoteAct } from "../api";
import { quoteValuesOf } from "../forms";
import type { Saving } from "../use-autosave";
import { QuoteEditor } from "./quote-editor";

type DraftQuoteProps = { quote: Quote; onSaving: (saving: Saving) => void; children: ReactNode };

/** A quote that is still being written, and saved as it is typed. */
export function DraftQuote({ quote, onSaving, children }: DraftQuoteProps) {
  // The version that was typed over: what somebody else wrote meanwhile is never replaced unseen.
  const [version, setVersion] = useState(quote.version);
  const act = useQuoteAct({ id: quote.id, version });
  return (
    <QuoteEditor
      autosaves
      draftKey={`quote:${quote.id}`}
      values={quoteValuesOf(quote)}
      onSaving={onSaving}
      onSave={async (body) => setVersion((await act.mutateAsync({ act: "save", body })).version)}
    >
      {children}
    </QuoteEditor>
  );
}
