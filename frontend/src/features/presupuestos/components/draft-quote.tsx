"use client";

import type { ReactNode } from "react";
import type { Quote } from "@/entities/quote/schema";
import { announce } from "@/lib/toast";
import { useQuoteAct } from "../api";
import { quoteValuesOf } from "../forms";
import { QuoteEditor } from "./quote-editor";

/** A quote that is still being written. Mount it anew for each version. */
export function DraftQuote({ quote, children }: { quote: Quote; children: ReactNode }) {
  const act = useQuoteAct(quote);
  return (
    <QuoteEditor
      values={quoteValuesOf(quote)}
      onSave={async (body) => {
        await act.mutateAsync({ act: "save", body });
        announce("Borrador guardado");
      }}
    >
      {children}
    </QuoteEditor>
  );
}
