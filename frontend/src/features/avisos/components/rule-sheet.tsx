"use client";

import { useWatch } from "react-hook-form";
import { FieldFrame, NumberField, RadioField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormGrid } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { MOMENTS, type Rule } from "@/entities/reminder/schema";
import { CHANNEL, MOMENT } from "@/entities/reminder/words";
import { ChosenTreatments } from "@/entities/treatment/chosen-treatments";
import { messageOf } from "@/lib/problem";
import { notify } from "@/lib/toast";
import { usePreview, useSaveRule } from "../api";
import { bodyOf, ruleForm, valuesOf, type RuleValues } from "../forms";

const options = <K extends string>(words: Record<K, string>, keys: readonly K[]) =>
  keys.map((value) => ({ value, label: words[value] }));

/** When, by which channel and in which words; shown as a patient would read it. */
export function RuleSheet({ rule, onClose }: { rule?: Rule; onClose: () => void }) {
  const save = useSaveRule(rule);
  const preview = usePreview();
  const form = useZodForm(ruleForm, { defaultValues: valuesOf(rule) });
  const { control } = form;
  const moment = useWatch({ control, name: "moment" });
  const shown = preview.data;
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={rule ? `Cambiar ${rule.name}` : "Nueva regla de avisos"}
      description="Rige también para las citas ya agendadas."
      form={form}
      submitLabel={rule ? "Guardar" : "Crear regla"}
      onSubmit={async (values) => {
        const saved = await save.mutateAsync(bodyOf(values, !rule));
        notify(`Regla «${saved.name}» guardada`);
      }}
    >
      <TextField control={control} name="name" label="Nombre" maxLength={80} />
      <FormGrid>
        <SelectField
          control={control}
          name="moment"
          label="Cuándo"
          options={options(MOMENT, MOMENTS)}
          disabled={Boolean(rule)}
        />
        {moment === "BEFORE" && (
          <div className="grid grid-cols-2 gap-2">
            <NumberField control={control} name="amount" label="Cuánto antes" />
            <SelectField
              control={control}
              name="unit"
              label="Unidad"
              options={[
                { value: "d", label: "días" },
                { value: "h", label: "horas" },
                { value: "m", label: "minutos" },
              ]}
            />
          </div>
        )}
      </FormGrid>
      <RadioField
        control={control}
        name="channel"
        label="Por dónde"
        options={options(CHANNEL, ["MAIL", "WHATSAPP"])}
        hint="Quien no tiene correo pasa a la lista «Por enviar». Quien no quiere mensajes no recibe ninguno."
      />
      {moment === "BEFORE" && (
        <FieldFrame
          control={control}
          name="treatment_ids"
          label="Solo para estos tratamientos"
          optional
          hint="En vez de la regla general de la misma anticipación."
          render={({ value, onChange, ref }) => (
            <ChosenTreatments ref={ref} value={value as RuleValues["treatment_ids"]} onChange={onChange} />
          )}
        />
      )}
      <TextField control={control} name="subject" label="Asunto" maxLength={150} />
      <TextareaField
        control={control}
        name="body"
        label="Texto"
        rows={9}
        maxLength={2000}
        hint="Entre llaves: {nombre}, {paciente}, {dia}, {hora}, {profesional}, {consultorio}, {clinica}, {direccion}, {telefono}, {enlace}."
      />
      <Button
        type="button"
        variant="outline"
        size="sm"
        loading={preview.isPending}
        onClick={() => preview.mutate({ subject: form.getValues("subject"), body: form.getValues("body") })}
      >
        Ver como lo leerá el paciente
      </Button>
      {preview.error && <Alert variant="destructive">{messageOf(preview.error)}</Alert>}
      {shown && (
        <div aria-live="polite" className="space-y-2 rounded-md border border-border bg-muted/60 p-3 text-sm">
          <p className="font-medium">{shown.subject}</p>
          <p className="whitespace-pre-wrap break-words">{shown.text}</p>
          {shown.missing.length > 0 && (
            <Alert variant="warning">
              Falta {shown.missing.join(", ")}: hasta completarlo en Clínica, este aviso no sale.
            </Alert>
          )}
        </div>
      )}
    </FormSheet>
  );
}
