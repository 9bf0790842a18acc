"use client";

import { CheckboxField, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { STATES } from "@/entities/odontogram/findings";
import { STATE_WORD } from "@/entities/odontogram/words";
import { announce } from "@/lib/toast";
import { useSaveKind } from "../api";
import { kindForm } from "../forms";

/** A finding that the form does not have. It keeps its name for good, since signed charts say it. */
export function KindDialog({ onClose }: { onClose: () => void }) {
  const save = useSaveKind();
  const form = useZodForm(kindForm, {
    defaultValues: { name: "", sign: "", TODO: true, DONE: false, FACT: true },
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nuevo hallazgo"
      description="No se renombra después, porque los odontogramas firmados lo nombran: se deja de usar."
      form={form}
      submitLabel="Agregar hallazgo"
      onSubmit={async (values) => {
        await save.mutateAsync({ kind: null, body: values });
        announce("Hallazgo agregado");
      }}
    >
      <TextField control={form.control} name="name" label="Nombre" maxLength={60} autoFocus />
      <TextField
        control={form.control}
        name="sign"
        label="Letra"
        hint="Lo que se dibuja en la pieza: una o dos."
        maxLength={2}
        autoComplete="off"
      />
      <fieldset className="space-y-2">
        <legend className="text-sm font-medium">Puede estar</legend>
        {STATES.map((state) => (
          <CheckboxField key={state} control={form.control} name={state} label={STATE_WORD[state]} />
        ))}
      </fieldset>
    </FormDialog>
  );
}
