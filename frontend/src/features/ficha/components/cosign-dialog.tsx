"use client";

import { TextareaField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Note } from "@/entities/record/schema";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useCosign } from "../api";

const schema = z.object({ remark: z.string().trim().max(2000) });

/** Co-signs a note: like a signature, for good. */
export function CosignDialog({ note, onClose }: { note: Note; onClose: () => void }) {
  const cosign = useCosign(note.id);
  const form = useZodForm(schema, { defaultValues: { remark: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Refrendar la nota de ${note.author.name}`}
      description="Usted responde por lo que dice, y no se deshace. Si algo falta o no es así, agregue antes una adenda."
      form={form}
      submitLabel="Refrendar nota"
      onSubmit={async ({ remark }) => {
        await cosign.mutateAsync(remark || null);
        announce("Nota refrendada");
      }}
    >
      <TextareaField
        control={form.control}
        name="remark"
        label="Observación"
        optional
        rows={2}
        maxLength={2000}
        hint="Se imprime junto a las dos firmas."
      />
    </FormDialog>
  );
}
