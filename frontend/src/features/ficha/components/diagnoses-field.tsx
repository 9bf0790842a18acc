"use client";

import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useFieldArray, useWatch } from "react-hook-form";
import { FieldFrame, SelectField } from "@/components/form/fields";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { Cie10Picker } from "@/entities/record/cie10-picker";
import type { CONDITIONS } from "@/entities/record/schema";
import { type Cie10, type Diagnosis } from "@/entities/record/schema";
import { withDot } from "../forms";
import type { useNoteDraft } from "../use-note-draft";

type DiagnosesProps = {
  form: ReturnType<typeof useNoteDraft>["form"];
  /** What this patient was diagnosed before: offered while typing. */
  earlier: readonly Diagnosis[];
};

const CONDITION_OPTIONS = [
  { value: "INITIAL", label: "Inicial" },
  { value: "LABORATORY", label: "Inicial, confirmado por laboratorio" },
  { value: "CONTROL", label: "De control" },
] satisfies { value: (typeof CONDITIONS)[number]; label: string }[];

/** Diagnoses by their CIE-10 code, the main one first. */
export function DiagnosesField({ form, earlier }: DiagnosesProps) {
  const id = useId();
  const { control } = form;
  const { fields, append, remove } = useFieldArray({ control, name: "diagnoses" });
  const add = () =>
    append({ code: "", description: "", kind: "PRESUMPTIVE" }, { focusName: `diagnoses.${fields.length}.code` });

  const found = ({ code, description }: Cie10) =>
    append({ code, description, kind: "PRESUMPTIVE" }, { shouldFocus: false });

  /** A code already used for this patient brings its words. */
  function complete(index: number, typed: string) {
    const known = earlier.find(({ code }) => code === withDot(typed));
    if (known && !form.getValues(`diagnoses.${index}.description`).trim()) {
      form.setValue(`diagnoses.${index}.description`, known.description, { shouldDirty: true, shouldValidate: true });
    }
  }

  return (
    <fieldset className="min-w-0 space-y-2">
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
          className="grid grid-cols-[6.5rem_1fr_auto] items-start gap-2 md:grid-cols-[6.5rem_1fr_auto_auto_auto] [&_label]:sr-only"
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
            className="order-4 col-span-3 !space-y-0 md:order-none md:col-span-1 md:!space-y-1.5"
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
          <ConditionField form={form} index={index} />
          <Button
            variant="ghost"
            size="icon"
            className="order-3 mt-1.5 md:order-none text-muted-foreground"
            aria-label={`Quitar el diagnóstico ${index + 1}`}
            onClick={() => remove(index)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Cie10Picker
          aria-label="Buscar un diagnóstico"
          className="min-w-0 flex-1 basis-64"
          value={null}
          disabled={fields.length >= 30}
          onSelect={found}
        />
        <Button variant="outline" disabled={fields.length >= 30} onClick={add}>
          <Plus aria-hidden />
          Agregar diagnóstico
        </Button>
      </div>
    </fieldset>
  );
}

/** Only what is definitive is new or a control. */
function ConditionField({ form, index }: { form: DiagnosesProps["form"]; index: number }) {
  const kind = useWatch({ control: form.control, name: `diagnoses.${index}.kind` });
  if (kind !== "DEFINITIVE") return null;
  return (
    <SelectField
      control={form.control}
      name={`diagnoses.${index}.condition`}
      label={`Condición del diagnóstico ${index + 1}`}
      placeholder="Condición"
      options={CONDITION_OPTIONS}
      className="order-5 col-span-3 !space-y-0 md:order-none md:col-span-1 md:w-36 md:!space-y-1.5"
    />
  );
}
