"use client";

import { Plus } from "lucide-react";
import { useEffect } from "react";
import { useFieldArray } from "react-hook-form";
import { NumberField, TextareaField, TextField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useFormDraft } from "@/components/form/use-form-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { Can } from "@/components/patterns/can";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { typedMoney } from "@/lib/units";
import { quoteForm, type LineValues, type QuoteBody, type QuoteValues } from "../forms";
import { useAutosave, type Saving } from "../use-autosave";
import { QuoteLine } from "./quote-line";

type QuoteEditorProps = {
  values: QuoteValues;
  /** What is edited: what is typed and not saved waits under this name for whoever comes back. */
  draftKey: string;
  /** Save while it is typed: it is a draft of the service already. */
  autosaves?: boolean;
  onSaving?: (saving: Saving) => void;
  /** Whose it is: chosen above where it is new. */
  children?: React.ReactNode;
  onSave: (body: QuoteBody) => Promise<unknown>;
};

const PLAIN = { phase: "", tooth: "", notes: "", quantity: "1", discount: "", discount_reason: "" };
const SAID: Record<Saving, string> = {
  saved: "Todo guardado.",
  saving: "Guardando…",
  waiting: "Se guarda al dejar de escribir.",
  unsaved: "Sin guardar: revise lo que está señalado.",
};

/** The lines of a draft, by phases, its rebate and how long it holds. */
export function QuoteEditor({ values, draftKey, autosaves, onSaving, children, onSave }: QuoteEditorProps) {
  const form = useZodForm(quoteForm, { defaultValues: values });
  const { control } = form;
  const lines = useFieldArray({ control, name: "lines" });
  const kept = useFormDraft(form, { key: draftKey, version: null, onRestore: () => undefined });
  const saving = useAutosave(form, autosaves ? onSave : null);
  useEffect(() => onSaving?.(saving), [onSaving, saving]);
  const problem = form.formState.errors.lines?.root?.message ?? form.formState.errors.lines?.message;

  function append(
    line: Pick<LineValues, "kind" | "reference_id" | "code" | "description" | "unit_price" | "iva_code">,
  ) {
    const phase = form.getValues("lines").at(-1)?.phase ?? "";
    lines.append({ ...PLAIN, ...line, phase }, { shouldFocus: line.kind === "OTHER" });
  }

  return (
    <FormShell
      guarded
      form={form}
      onSubmit={async (body) => {
        await onSave(body);
        kept.forget();
      }}
    >
      {children}
      <Card aria-label="Tratamientos">
        <CardHeader className="pb-3">
          <CardTitle>Tratamientos</CardTitle>
        </CardHeader>
        <ul className="divide-y divide-border border-t border-border">
          {lines.fields.map((line, index) => (
            <QuoteLine key={line.id} control={control} index={index} onRemove={() => lines.remove(index)} />
          ))}
        </ul>
        <div className="space-y-2 border-t border-border p-3">
          {problem && (
            <p role="alert" className="text-xs text-destructive">
              {problem}
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <Can permission="treatments:read">
              <TreatmentPicker
                value={null}
                className="min-w-52 flex-1"
                placeholder="Agregar un tratamiento"
                aria-label="Agregar un tratamiento"
                onSelect={({ id, code, name, price, iva_code }) =>
                  append({
                    kind: "TREATMENT",
                    reference_id: id,
                    code,
                    description: name,
                    unit_price: typedMoney(price),
                    iva_code,
                  })
                }
              />
            </Can>
            <Button
              variant="outline"
              onClick={() =>
                append({
                  kind: "OTHER",
                  reference_id: null,
                  code: "",
                  description: "",
                  unit_price: "",
                  iva_code: "0",
                })
              }
            >
              <Plus aria-hidden />
              Otra cosa, sin IVA
            </Button>
          </div>
        </div>
      </Card>
      <Card className="grid gap-4 p-4 sm:grid-cols-3">
        <TextField control={control} name="discount" label="Rebaja" placeholder="$ o %" optional />
        <TextField control={control} name="discount_reason" label="Motivo de la rebaja" optional />
        <NumberField control={control} name="valid_days" label="Días que vale" />
        <TextareaField
          control={control}
          name="conditions"
          label="Condiciones"
          optional
          rows={2}
          className="sm:col-span-3"
        />
        <TextareaField
          control={control}
          name="notes"
          label="Observaciones"
          optional
          rows={2}
          className="sm:col-span-3"
        />
      </Card>
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        {autosaves && (
          <p role="status" className="text-sm text-muted-foreground">
            {SAID[saving]}
          </p>
        )}
        {(!autosaves || saving === "unsaved") && (
          <Button type="submit" loading={form.formState.isSubmitting}>
            Guardar borrador
          </Button>
        )}
      </div>
    </FormShell>
  );
}
