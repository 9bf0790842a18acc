"use client";

import { useMutation } from "@tanstack/react-query";
import { supervisionSchema } from "@/entities/record/pending";
import type { Note } from "@/entities/record/schema";
import { api } from "@/lib/api";
import { useMe } from "@/lib/session";
import { PersonDialog } from "./person-dialog";

type Props = {
  who: string;
  authorId?: string;
  chosen?: string;
  sign: (before: (saved: Note) => Promise<unknown>) => Promise<unknown>;
  onSigned: () => void;
  onClose: () => void;
};

/** The signature of who does not sign alone: it names who is to co-sign. */
export function SignSupervised({ who, authorId, chosen, sign, onSigned, onClose }: Props) {
  const me = String(useMe().id);
  const choose = useMutation({
    mutationFn: ({ note, id }: { note: Note; id: number }) =>
      api(supervisionSchema, `/historia-clinica/notes/${note.id}/supervisor`, {
        method: "PUT",
        body: { supervisor_id: id },
      }),
  });
  return (
    <PersonDialog
      name="supervisor_id"
      label="Quién la refrenda"
      title={`Firmar la nota de ${who}`}
      description="Al firmarla queda cerrada: nadie podrá cambiarla ni borrarla. Queda pendiente hasta que la refrende quien le supervisa; lo que haga falta corregir se agrega como adenda."
      submitLabel="Firmar nota"
      chosen={chosen ? Number(chosen) : undefined}
      only={({ id, supervises }) => supervises && String(id) !== (authorId ?? me)}
      onSubmit={async (id) => {
        await sign((note) => choose.mutateAsync({ note, id }));
        onSigned();
      }}
      onClose={onClose}
    />
  );
}
