"use client";

import { Star } from "lucide-react";
import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { requiredText } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useKeepFavourite } from "./api";
import { favouriteForm } from "./forms";
import type { PrescriptionFormOf } from "./prescription-writer";

const nameForm = z.object({ name: requiredText(80) });

/** Keeps what is prescribed, without whose it is, under a name for everybody of the clinic. */
export function KeepFavourite({ form }: { form: PrescriptionFormOf }) {
  const [open, setOpen] = useState(false);
  const keep = useKeepFavourite();
  const named = useZodForm(nameForm, { defaultValues: { name: "" } });
  return (
    <>
      <Button
        variant="outline"
        onClick={() => void form.trigger("items", { shouldFocus: true }).then((complete) => complete && setOpen(true))}
      >
        <Star aria-hidden />
        Guardar como favorita
      </Button>
      <FormDialog
        open={open}
        onOpenChange={setOpen}
        title="Guardar como favorita"
        form={named}
        submitLabel="Guardar favorita"
        onSubmit={async ({ name }) => {
          await keep.mutateAsync({ name, ...favouriteForm.parse(form.getValues()) });
          announce(`Favorita «${name}» guardada`);
        }}
      >
        <TextField
          control={named.control}
          name="name"
          label="Nombre"
          placeholder="Absceso, adulto"
          maxLength={80}
          autoComplete="off"
          autoFocus
        />
      </FormDialog>
    </>
  );
}
