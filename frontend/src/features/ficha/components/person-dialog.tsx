"use client";

import type { ReactNode } from "react";
import { FieldFrame } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { PractitionerSelect, type PractitionerSelectProps } from "@/entities/person/practitioner-select";
import type { Practitioner } from "@/entities/person/schema";
import { z } from "@/lib/zod-es";

/** The name of the service's field: what it refuses lands there. */
type Name = "supervisor_id" | "to_id";
type Props = {
  name: Name;
  label: string;
  title: string;
  description: ReactNode;
  submitLabel: string;
  chosen?: number;
  among?: PractitionerSelectProps["among"];
  only: (practitioner: Practitioner) => boolean;
  onSubmit: (id: number) => Promise<unknown>;
  onClose: () => void;
};

/** Chooses one of the professionals for a note: who co-signs it, who goes on writing it. */
export function PersonDialog({ name, label, chosen, among, only, onSubmit, onClose, ...words }: Props) {
  const schema = z.object({ [name]: z.number({ required_error: "Elija a una persona." }) });
  const form = useZodForm(schema, { defaultValues: { [name]: chosen } });
  return (
    <FormDialog
      {...words}
      open
      onOpenChange={(open) => !open && onClose()}
      form={form}
      onSubmit={(values) => onSubmit(values[name]!)}
    >
      <FieldFrame
        control={form.control}
        name={name}
        label={label}
        render={({ value, onChange, ref: _ref, ...field }) => (
          <PractitionerSelect
            {...field}
            value={(value as number | undefined) ?? null}
            among={among}
            only={only}
            onSelect={({ id }) => onChange(id)}
          />
        )}
      />
    </FormDialog>
  );
}
