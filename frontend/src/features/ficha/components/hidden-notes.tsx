"use client";

import { useQuery } from "@tanstack/react-query";
import { EyeOff } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { restrictedNotesQuery, type RestrictedNote } from "@/entities/record/restrictions";
import { formatDateTime } from "@/lib/format";
import { announce } from "@/lib/toast";
import { useOpenNote } from "../api";

/** Notes that whoever looks may not read: that they are there, whose, of when; and the way in with a reason. */
export function HiddenNotes({ patientId }: { patientId: number }) {
  const { data } = useQuery(restrictedNotesQuery(patientId));
  const open = useOpenNote();
  const [asked, setAsked] = useState<RestrictedNote | null>(null);
  const hidden = data?.filter(({ readable }) => !readable) ?? [];
  if (hidden.length === 0) return null;
  return (
    <section aria-label="Notas restringidas" className="rounded-xl border border-border bg-card shadow-1">
      <ul className="divide-y divide-border">
        {hidden.map((note) => (
          <li key={note.note_id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
            <EyeOff className="size-4 shrink-0 text-muted-foreground" aria-hidden />
            <span className="min-w-0 flex-1 basis-56">
              <span className="block text-base font-medium">Nota restringida</span>
              <span className="block text-xs text-muted-foreground">
                {note.author.name} · {formatDateTime(note.created_at)}
                {note.roles && note.roles.length > 0 && ` · La leen: ${note.roles.join(", ")}`}
              </span>
            </span>
            <Button variant="outline" size="sm" onClick={() => setAsked(note)}>
              Abrir con un motivo
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(next) => !next && setAsked(null)}
        title={`Abrir la nota restringida de ${asked?.author.name}`}
        description="La leerá durante una hora. Queda en el registro con su nombre, y la dirección de la clínica revisa el motivo."
        confirmLabel="Abrir nota"
        cancelLabel="Dejarla cerrada"
        destructive={false}
        reason={{
          label: "Por qué necesita leerla",
          hint: "Al menos 15 letras. Por ejemplo: urgencia y su autora no está.",
        }}
        onConfirm={async (reason) => {
          if (asked) await open.mutateAsync({ noteId: asked.note_id, reason });
          announce("Nota abierta por una hora");
        }}
      />
    </section>
  );
}
