"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Checkbox } from "@/components/ui/checkbox";
import { readersQuery } from "@/entities/record/restrictions";
import type { Note } from "@/entities/record/schema";
import { messageOf } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useRestrictNote } from "../api";
import { restrictForm } from "../forms";

type Props = { note: Note; roles: string[]; onClose: () => void };

/** Chooses the roles that read a note besides its author; none leaves it to the author. */
export function RestrictDialog({ note, roles, onClose }: Props) {
  const { data, error } = useQuery(readersQuery);
  const restrict = useRestrictNote(note.id);
  const form = useZodForm(restrictForm, { defaultValues: { roles } });
  const chosen = form.watch("roles");
  const id = useId();
  // A role that was named and no longer reads notes is shown, to be taken off.
  const names = [...new Set([...(data ?? []).map(({ name }) => name), ...roles])];
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Restringir quién lee la nota"
      description="Su autor siempre la lee. Con ella se restringen sus diagnósticos, adendas, signos, recetas y documentos; no los antecedentes, el odontograma ni el plan. Los demás ven que hay una nota y pueden abrirla con un motivo, que queda registrado."
      form={form}
      submitLabel="Restringir nota"
      onSubmit={async ({ roles: wanted }) => {
        await restrict.mutateAsync(wanted);
        announce("Nota restringida");
      }}
    >
      <fieldset className="space-y-1">
        <legend className="mb-1 text-sm font-medium">Roles que también la leen</legend>
        {error && <p className="text-sm text-danger-fg">{messageOf(error)}</p>}
        {names.map((name, index) => (
          <label
            key={name}
            htmlFor={`${id}-${index}`}
            className="flex min-h-11 items-center gap-2.5 text-base md:min-h-9"
          >
            <Checkbox
              id={`${id}-${index}`}
              checked={chosen.includes(name)}
              onCheckedChange={(checked) =>
                form.setValue("roles", checked ? [...chosen, name] : chosen.filter((other) => other !== name), {
                  shouldDirty: true,
                })
              }
            />
            {name}
          </label>
        ))}
      </fieldset>
    </FormDialog>
  );
}
