"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useFieldArray } from "react-hook-form";
import { FieldFrame } from "@/components/form/fields";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import type { Diagnosis } from "@/entities/record/schema";
import { withDot } from "../forms";
import type { useNoteDraft } from "../use-note-draft";

type DiagnosesProps = {
  form: ReturnType<typeof useNoteDraft>["form"];
  /** What this patient was diagnosed before: offered while typing. */
  earlier: readonly Diagnosis[];
};

/** Diagnoses by their CIE-10 code, the main one first. */
export function DiagnosesField({ form, earlier }: DiagnosesProps) {
  const id = useId();
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "diagnoses" });
  const add = () =>
    append({ code: "", description: "", kind: "PRESUMPTIVE" }, { focusName: `diagnoses.${fields.length}.code` });

  /** A code already used for this patient brings its words. */
  function complete(index: number, typed: string) {
    const known = earlier.find(({ code }) => code === withDot(typed));
    if (known && !form.getValues(`diagnoses.${index}.description`).trim()) {
      form.setValue(`diagnoses.${index}.description`, known.description, { shouldDirty: true, shouldValidate: true });
    }
  }

  return (
    <fieldset className="space-y-2">
      <legend className="mb-1.5 text-sm font-medium">
        Diagnósticos <span className="font-normal text-muted-foreground">(CIE-10; el primero es el principal)</span>
      </legend>
      <datalist id={id}>
        {earlier.map(({ code, description }) => (
          <option key={code} value={code}>
            {description}
          </option>
        ))}
      </datalist>
      {fields.map((field, index) => (
        <div
          key={field.id}
          role="group"
          aria-label={`Diagnóstico ${index + 1}`}
          className="grid grid-cols-[6.5rem_1fr_auto] items-start gap-2 md:grid-cols-[6.5rem_1fr_auto_auto] [&_label]:sr-only"
        >
          <FieldFrame
            control={control}
            name={`diagnoses.${index}.code`}
            label={`Código del diagnóstico ${index + 1}`}
            render={(input) => (
              <Input
                {...input}
                value={String(input.value)}
                list={id}
                placeholder="K02.1"
                maxLength={6}
                autoComplete="off"
                className="font-mono uppercase placeholder:normal-case"
                onBlur={(event) => {
                  if (event.target.value) input.onChange(withDot(event.target.value));
                  complete(index, event.target.value);
                  input.onBlur();
                }}
              />
            )}
          />
          <FieldFrame
            control={control}
            name={`diagnoses.${index}.description`}
            label={`Descripción del diagnóstico ${index + 1}`}
            render={(input) => (
              <Input
                {...input}
                value={String(input.value)}
                placeholder="Caries de la dentina"
                maxLength={300}
                autoComplete="off"
              />
            )}
          />
          <FieldFrame
            control={control}
            name={`diagnoses.${index}.kind`}
            label={`Certeza del diagnóstico ${index + 1}`}
            className="order-last col-span-3 !space-y-0 md:order-none md:col-span-1 md:!space-y-1.5"
            render={({ value, onChange }) => (
              <ToggleGroup
                type="single"
                value={String(value)}
                onValueChange={(next) => next && onChange(next)}
                className="md:h-9"
                aria-label={`Certeza del diagnóstico ${index + 1}`}
              >
                <ToggleGroupItem value="PRESUMPTIVE" className="h-full">
                  Presuntivo
                </ToggleGroupItem>
                <ToggleGroupItem value="DEFINITIVE" className="h-full">
                  Definitivo
                </ToggleGroupItem>
              </ToggleGroup>
            )}
          />
          <Button
            variant="ghost"
            size="icon"
            className="mt-1.5 text-muted-foreground"
            aria-label={`Quitar el diagnóstico ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button variant="outline" size="sm" disabled={fields.length >= 30} onClick={add}>
        <Plus aria-hidden />
        Agregar diagnóstico
      </Button>
    </fieldset>
  );
}
