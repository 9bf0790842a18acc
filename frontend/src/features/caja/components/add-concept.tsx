"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { Invoice } from "@/entities/invoice/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { lazy } from "@/lib/lazy";
import { messageOf } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useCorrect } from "../api";
import { withConcept, type Concept } from "../draft";

const ConceptPickers = lazy(
  () => import("./concept-pickers").then((file) => file.ConceptPickers),
  <Skeleton className="h-9 w-full" />,
);

/** What the appointment did not bring: `A` opens it. What is chosen again is one more of the same. */
export function AddConcept({ invoice }: { invoice: Invoice }) {
  const [open, setOpen] = useState(false);
  const { mutateAsync, isPending, error } = useCorrect(invoice);
  useHotkey("a", () => setOpen(true));

  function add(concept: Concept) {
    mutateAsync(withConcept(invoice, concept)).then(
      () => announce(`Agregado: ${concept.description}`),
      () => undefined,
    );
  }

  return (
    <div className="space-y-2 border-t px-4 py-2">
      {open ? (
        <ConceptPickers disabled={isPending} onPick={add} />
      ) : (
        <Button variant="ghost" size="sm" className="-ml-2 text-primary" onClick={() => setOpen(true)}>
          <Plus aria-hidden /> Agregar concepto
        </Button>
      )}
      {error && <Alert variant="destructive">{messageOf(error)}</Alert>}
    </div>
  );
}
