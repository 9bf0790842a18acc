"use client";

import { ArrowUp, Plus, X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import type { Plan } from "@/entities/plan/schema";
import { oneLine, optionalText } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { usePlanWrite, writes } from "../api";

const planForm = z.object({
  name: oneLine(120),
  phases: z.array(z.object({ name: oneLine(80) })).min(1),
  remarks: optionalText(2000),
});
const MOST_PHASES = 9;

/** What the plan is called, its phases, and what whoever works on it must not forget. */
export function PlanSettings({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const write = usePlanWrite(plan.patient_id);
  const form = useZodForm(planForm, {
    defaultValues: { name: plan.name, phases: plan.phases.map((name) => ({ name })), remarks: plan.remarks ?? "" },
  });
  const { fields, append, remove, move } = useFieldArray({ control: form.control, name: "phases" });
  // Items say their phase by its number: a phase that has some keeps it.
  const last = Math.max(0, ...plan.items.map(({ phase }) => phase));
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title="Cambiar el plan"
      form={form}
      submitLabel="Guardar plan"
      onSubmit={async ({ phases, ...values }) => {
        await write.mutateAsync(writes.change(plan, { ...values, phases: phases.map(({ name }) => name) }));
        announce("Plan guardado");
      }}
    >
      <TextField control={form.control} name="name" label="Nombre" maxLength={120} autoFocus />
      <ol aria-label="Fases" className="space-y-2">
        {fields.map(({ id }, place) => (
          <li key={id} className="flex items-end gap-1">
            <TextField
              control={form.control}
              name={`phases.${place}.name`}
              label={`Fase ${place + 1}`}
              maxLength={80}
              className="flex-1"
            />
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Subir la fase ${place + 1}`}
              disabled={place === 0 || place < last}
              onClick={() => move(place, place - 1)}
            >
              <ArrowUp aria-hidden />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Quitar la fase ${place + 1}`}
              disabled={fields.length === 1 || place < last}
              onClick={() => remove(place)}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        variant="outline"
        size="sm"
        onClick={() => append({ name: "" })}
        disabled={fields.length >= MOST_PHASES}
        className="self-start"
      >
        <Plus aria-hidden />
        Agregar fase
      </Button>
      <TextareaField
        control={form.control}
        name="remarks"
        label="Lo que no se debe olvidar"
        hint="Se ve siempre junto a los totales."
        optional
        rows={3}
        maxLength={2000}
      />
    </FormSheet>
  );
}
