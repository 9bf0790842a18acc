"use client";

import { DateField } from "@/components/form/date-fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { CommissionRule } from "@/entities/commission/schema";
import { today } from "@/lib/dates";
import { announce } from "@/lib/toast";
import { useRuleAct } from "../api";
import { ruleEndForm } from "../forms";
import { scopeOf } from "../words";

/** The last day of a rule. */
export function RuleEndDialog({ rule, onClose }: { rule: CommissionRule; onClose: () => void }) {
  const act = useRuleAct(rule);
  const soonest = rule.valid_from > today() ? rule.valid_from : today();
  const form = useZodForm(ruleEndForm, { defaultValues: { valid_to: rule.valid_to ?? soonest } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Terminar la regla de ${rule.doctor_name}`}
      description={`${scopeOf(rule)}. Lo que se facture después de ese día ya no gana con ella; lo anterior sigue igual.`}
      form={form}
      submitLabel="Guardar"
      onSubmit={async ({ valid_to }) => {
        await act.mutateAsync(valid_to);
        announce("Último día guardado");
      }}
    >
      <DateField control={form.control} name="valid_to" label="Su último día" min={soonest} />
    </FormDialog>
  );
}
