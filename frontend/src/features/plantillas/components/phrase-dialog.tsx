"use client";

import { TextareaField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Phrase } from "@/entities/note-template/schema";
import { announce } from "@/lib/toast";
import { useSavePhrase } from "../api";
import { phraseForm } from "../forms";

export function PhraseDialog({ phrase, onClose }: { phrase: Phrase | null; onClose: () => void }) {
  const save = useSavePhrase();
  const form = useZodForm(phraseForm, {
    defaultValues: { shortcut: phrase?.shortcut ?? "", body: phrase?.body ?? "" },
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={phrase ? `Frase «.${phrase.shortcut}»` : "Nueva frase"}
      form={form}
      submitLabel={phrase ? "Guardar frase" : "Crear frase"}
      onSubmit={async (values) => {
        await save.mutateAsync({ phrase, body: values });
        announce("Frase guardada");
      }}
    >
      <TextField
        control={form.control}
        name="shortcut"
        label="Atajo"
        hint="Lo que se escribe después del punto: .extraccion"
        maxLength={41}
        autoComplete="off"
        autoFocus
        inputClassName="font-mono"
      />
      <TextareaField control={form.control} name="body" label="Texto" rows={6} maxLength={4000} />
    </FormDialog>
  );
}
