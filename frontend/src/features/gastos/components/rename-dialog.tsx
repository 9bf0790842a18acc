"use client";

import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { announce } from "@/lib/toast";
import { useRenameCategory } from "../api";
import { categoryForm } from "../forms";

type RenameDialogProps = { category: string; onRenamed: (name: string) => void; onClose: () => void };

/** Another name for a category: all its expenses have it at once. */
export function RenameDialog({ category, onRenamed, onClose }: RenameDialogProps) {
  const rename = useRenameCategory();
  const form = useZodForm(categoryForm, { defaultValues: { new_name: category } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Cambiar nombre de ${category}`}
      form={form}
      submitLabel="Guardar nombre"
      onSubmit={async ({ new_name }) => {
        const saved = await rename.mutateAsync({ name: category, new_name });
        onRenamed(saved.name);
        announce(`${category} se llama ahora ${saved.name}`);
      }}
    >
      <TextField control={form.control} name="new_name" label="Nombre" maxLength={80} />
    </FormDialog>
  );
}
