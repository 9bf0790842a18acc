"use client";

import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { requiredText } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useCreateTill } from "../api";

const tillForm = z.object({ name: requiredText(40) });

export function TillDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateTill();
  const form = useZodForm(tillForm, { defaultValues: { name: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nueva caja"
      description="Una por cada cajón de dinero. La abre una persona a la vez."
      form={form}
      onSubmit={async (body) => {
        const till = await create.mutateAsync(body);
        announce(`${till.name} creada`);
      }}
      submitLabel="Crear caja"
    >
      <TextField control={form.control} name="name" label="Nombre" placeholder="Caja 2" autoFocus />
    </FormDialog>
  );
}
