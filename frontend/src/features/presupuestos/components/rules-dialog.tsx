"use client";

import { NumberField, TextareaField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { QuoteRules } from "@/entities/quote/schema";
import { notify } from "@/lib/toast";
import { useChangeRules } from "../api";
import { rulesForm } from "../forms";

/** How long new quotes hold, and on which conditions. What was sent stays as it was sent. */
export function RulesDialog({ rules, onClose }: { rules: QuoteRules; onClose: () => void }) {
  const change = useChangeRules(rules);
  const form = useZodForm(rulesForm, {
    defaultValues: { valid_days: String(rules.valid_days), conditions: rules.conditions },
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Reglas de los presupuestos"
      form={form}
      submitLabel="Guardar reglas"
      onSubmit={async (body) => {
        await change.mutateAsync(body);
        notify("Reglas de los presupuestos guardadas");
      }}
    >
      <NumberField control={form.control} name="valid_days" label="Días que vale" />
      <TextareaField control={form.control} name="conditions" label="Condiciones" rows={3} />
      <p className="text-xs text-muted-foreground">Rigen desde el próximo. Lo ya preparado o enviado no cambia.</p>
    </FormDialog>
  );
}
