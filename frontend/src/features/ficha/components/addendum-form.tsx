"use client";

import { TextareaField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useFormDraft } from "@/components/form/use-form-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { requiredText } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useAddAddendum } from "../api";

const schema = z.object({ text: requiredText(20_000) });

/** What a signed note still takes: more text, under its author's name and the hour. */
export function AddendumForm({ noteId, onClose }: { noteId: number; onClose: () => void }) {
  const add = useAddAddendum(noteId);
  const form = useZodForm(schema, { defaultValues: { text: "" } });
  const { isDirty, isSubmitting } = form.formState;
  const kept = useFormDraft(form, { key: `addendum:${noteId}`, version: null, onRestore: () => undefined });

  return (
    <FormShell
      guarded
      form={form}
      className="space-y-2.5"
      onSubmit={async ({ text }) => {
        await add.mutateAsync(text);
        kept.forget();
        announce("Adenda agregada");
        onClose();
      }}
    >
      <TextareaField
        control={form.control}
        name="text"
        label="Adenda"
        rows={3}
        maxLength={20_000}
        autoFocus
        hint="Queda con su nombre y la hora, y tampoco se cambia después."
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" loading={isSubmitting}>
          Agregar adenda
        </Button>
        <Button
          variant="ghost"
          size="sm"
          disabled={isSubmitting}
          // Put away, not thrown away: it is there when the form opens again.
          onClick={onClose}
        >
          {isDirty ? "Dejar para después" : "Cancelar"}
        </Button>
      </div>
    </FormShell>
  );
}
