"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, RotateCw } from "lucide-react";
import { useState } from "react";
import { FieldFrame, NumberField, TextareaField, TextField } from "@/components/form/fields";
import { FormGrid } from "@/components/form/form-shell";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Can } from "@/components/patterns/can";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { recallRulesQuery, type RecallRule } from "@/entities/reminder/recalls";
import { ChosenTreatments } from "@/entities/treatment/chosen-treatments";
import { formatCount } from "@/lib/format";
import { notify } from "@/lib/toast";
import { recallRuleForm, recallRuleValues, useSaveRecallRule } from "../recalls";
import { RuleRow } from "./rule-row";

/** After which treatments a patient is due again, and when. */
export function RecallRules() {
  const rules = useQuery(recallRulesQuery);
  const [editing, setEditing] = useState<{ rule?: RecallRule } | null>(null);
  if (rules.isError)
    return <ErrorState error={rules.error} what="cada cuánto vuelven" onRetry={() => void rules.refetch()} />;
  const add = (
    <Can permission="reminders:write">
      <Button variant="outline" size="sm" onClick={() => setEditing({})}>
        <Plus aria-hidden />
        Añadir tratamiento
      </Button>
    </Can>
  );
  return (
    <Card aria-label="Cada cuánto vuelven">
      <CardHeader className="pb-3">
        <CardTitle>Cada cuánto vuelven</CardTitle>
        {Boolean(rules.data?.length) && <CardAction>{add}</CardAction>}
      </CardHeader>
      {rules.data?.length === 0 && (
        <EmptyState bare icon={RotateCw} title="Nadie se llama de nuevo" className="pb-8 pt-4" action={add}>
          Por ejemplo, una limpieza cada seis meses: «A quién llamar» propone a quienes ya les toca.
        </EmptyState>
      )}
      <ul>
        {rules.data?.map((rule) => (
          <RecallRuleRow key={rule.id} rule={rule} onEdit={() => setEditing({ rule })} />
        ))}
      </ul>
      {editing && <RecallRuleSheet rule={editing.rule} onClose={() => setEditing(null)} />}
    </Card>
  );
}

function RecallRuleRow({ rule, onEdit }: { rule: RecallRule; onEdit: () => void }) {
  return (
    <RuleRow rule={rule} called="la rellamada" done="se llama" save={useSaveRecallRule(rule)} onEdit={onEdit}>
      {formatCount(rule.months, "mes", "meses")} después · {rule.treatments.map(({ name }) => name).join(", ")}
    </RuleRow>
  );
}

function RecallRuleSheet({ rule, onClose }: { rule?: RecallRule; onClose: () => void }) {
  const save = useSaveRecallRule(rule);
  const form = useZodForm(recallRuleForm, { defaultValues: recallRuleValues(rule) });
  const { control } = form;
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={rule ? `Cambiar ${rule.name}` : "Cada cuánto vuelven"}
      description="Cuenta también lo que ya se hizo."
      form={form}
      submitLabel={rule ? "Guardar" : "Crear regla"}
      onSubmit={async ({ treatment_ids, ...values }) => {
        const saved = await save.mutateAsync({ ...values, treatment_ids: treatment_ids.map(({ id }) => id) });
        notify(`Regla «${saved.name}» guardada`);
      }}
    >
      <FormGrid>
        <TextField control={control} name="name" label="Nombre" maxLength={80} />
        <NumberField control={control} name="months" label="Meses después" />
      </FormGrid>
      <FieldFrame
        control={control}
        name="treatment_ids"
        label="De estos tratamientos"
        hint="Hecho cualquiera de ellos, se cuenta desde entonces."
        render={({ value, onChange, ref }) => (
          <ChosenTreatments ref={ref} value={value as { id: number; name: string }[]} onChange={onChange} />
        )}
      />
      <TextField control={control} name="subject" label="Asunto del correo" maxLength={150} />
      <TextareaField
        control={control}
        name="body"
        label="Texto"
        rows={8}
        maxLength={2000}
        hint="Entre llaves: {nombre}, {paciente}, {ultima}, {clinica}, {direccion}, {telefono}. No nombre el tratamiento: los mensajes se leen en muchas pantallas."
      />
    </FormSheet>
  );
}
