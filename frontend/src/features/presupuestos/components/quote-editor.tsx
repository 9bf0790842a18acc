"use client";

import { Plus, X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { MoneyField, NumberField, TextareaField, TextField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Can } from "@/components/patterns/can";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { typedMoney } from "@/lib/units";
import { quoteForm, type LineValues, type QuoteBody, type QuoteValues } from "../forms";

type QuoteEditorProps = {
  values: QuoteValues;
  /** Whose it is: chosen above where it is new. */
  children?: React.ReactNode;
  onSave: (body: QuoteBody) => Promise<unknown>;
};

const PLAIN = { phase: "", tooth: "", notes: "", quantity: "1", discount: "0", discount_percent: null };

/** The lines of a draft, by phases, its rebate and how long it holds. */
export function QuoteEditor({ values, children, onSave }: QuoteEditorProps) {
  const form = useZodForm(quoteForm, { defaultValues: values });
  const { control } = form;
  const lines = useFieldArray({ control, name: "lines" });
  const problem = form.formState.errors.lines?.root?.message ?? form.formState.errors.lines?.message;

  function append(
    line: Pick<LineValues, "kind" | "reference_id" | "code" | "description" | "unit_price" | "iva_code">,
  ) {
    const phase = form.getValues("lines").at(-1)?.phase ?? "";
    lines.append({ ...PLAIN, ...line, phase, discount_reason: null }, { shouldFocus: line.kind === "OTHER" });
  }

  return (
    <FormShell guarded form={form} onSubmit={onSave}>
      {children}
      <Card aria-label="Tratamientos">
        <CardHeader className="pb-3">
          <CardTitle>Tratamientos</CardTitle>
        </CardHeader>
        <ul className="divide-y divide-border border-t border-border">
          {lines.fields.map((line, index) => (
            <li
              key={line.id}
              aria-label={line.description || `línea ${index + 1}`}
              className="grid grid-cols-2 items-start gap-3 p-4 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_80px_72px_112px_28px]"
            >
              <TextField
                control={control}
                name={`lines.${index}.description`}
                label="Tratamiento"
                className="col-span-2 md:col-span-1"
              />
              <TextField control={control} name={`lines.${index}.phase`} label="Fase" />
              <TextField control={control} name={`lines.${index}.tooth`} label="Pieza" />
              <NumberField control={control} name={`lines.${index}.quantity`} label="Cant." />
              <MoneyField control={control} name={`lines.${index}.unit_price`} label="Precio" />
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Quitar ${line.description || `línea ${index + 1}`}`}
                className="justify-self-end text-muted-foreground md:mt-7"
                onClick={() => lines.remove(index)}
              >
                <X aria-hidden />
              </Button>
            </li>
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
      <div className="flex justify-end">
        <Button type="submit" loading={form.formState.isSubmitting}>
          Guardar borrador
        </Button>
      </div>
    </FormShell>
  );
}
