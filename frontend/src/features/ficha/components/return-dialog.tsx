"use client";

import { TextareaField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Note } from "@/entities/record/schema";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useSendBack } from "../api";

const schema = z.object({ reason: z.string().trim().min(3, "Diga qué hay que corregir.").max(2000) });

/** Sends a note back to its author, who writes it again. */
export function ReturnDialog({ note, onClose }: { note: Note; onClose: () => void }) {
  const sendBack = useSendBack(note.id);
  const form = useZodForm(schema, { defaultValues: { reason: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Devolver la nota a ${note.author.name}`}
      description="Queda guardada como se firmó y deja de valer. Quien la escribió tiene un borrador con lo mismo, lo corrige y lo vuelve a firmar para que usted lo refrende."
      form={form}
      submitLabel="Devolver nota"
      onSubmit={async ({ reason }) => {
        await sendBack.mutateAsync(reason);
        announce("Nota devuelta");
      }}
    >
      <TextareaField
        control={form.control}
        name="reason"
        label="Qué hay que corregir"
        rows={3}
        maxLength={2000}
        hint="Lo lee quien la escribió, y queda en la historia."
      />
    </FormDialog>
  );
}
