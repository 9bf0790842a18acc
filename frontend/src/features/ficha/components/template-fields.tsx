"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useId } from "react";
import { useWatch } from "react-hook-form";
import { DateInput } from "@/components/form/date-input";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { noteTemplatesQuery } from "@/entities/note-template/queries";
import type { FieldValue, TemplateField } from "@/entities/note-template/schema";
import { withComma } from "@/entities/note-template/words";
import type { Note } from "@/entities/record/schema";
import { cn } from "@/lib/utils";
import { faultOf } from "../forms";
import type { useNoteDraft } from "../use-note-draft";

type Form = ReturnType<typeof useNoteDraft>["form"];
const SOAP = "soap";

/** The template of a note: SOAP alone unless one is chosen. */
export function TemplateChoice({ form, note }: { form: Form; note: Note | null }) {
  const { data: templates = [] } = useQuery(noteTemplatesQuery);
  const chosen = useWatch({ control: form.control, name: "form" });
  const offered = templates.filter(({ active, id }) => active || id === chosen?.template_id);
  if (offered.length === 0) return null;
  return (
    <Select
      value={chosen ? String(chosen.template_id) : SOAP}
      onValueChange={(value) => {
        if (value === "") return;
        const id = Number(value);
        const before = note?.form?.template_id === id ? note.form.values : {};
        form.setValue("form", value === SOAP ? null : { template_id: id, values: before }, { shouldDirty: true });
      }}
    >
      <SelectTrigger aria-label="Plantilla" className="w-full sm:w-60">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        <SelectItem value={SOAP}>SOAP, sin plantilla</SelectItem>
        {offered.map((template) => (
          <SelectItem key={template.id} value={String(template.id)}>
            {template.name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

/** The fields of the chosen template: those of the edition that the note is on, or of today's. */
export function useTemplateFields(form: Form, note: Note | null): TemplateField[] {
  const { data: templates = [] } = useQuery(noteTemplatesQuery);
  const chosen = useWatch({ control: form.control, name: "form" });
  if (!chosen) return [];
  if (note?.form?.template_id === chosen.template_id) return note.form.fields;
  return templates.find(({ id }) => id === chosen.template_id)?.fields ?? [];
}

type TemplateFieldsProps = { form: Form; fields: TemplateField[]; checked: boolean };

/** `checked` once somebody wanted to sign: then what is missing is said too. */
export function TemplateFields({ form, fields, checked }: TemplateFieldsProps) {
  const chosen = useWatch({ control: form.control, name: "form" });
  if (!chosen || fields.length === 0) return null;
  const set = (key: string, value: FieldValue) =>
    form.setValue("form", { ...chosen, values: { ...chosen.values, [key]: value } }, { shouldDirty: true });
  return (
    <fieldset className="grid gap-x-3 gap-y-4 rounded-lg bg-muted p-3.5 sm:grid-cols-2 xl:grid-cols-3">
      <legend className="sr-only">Campos de la plantilla</legend>
      {fields.map((field) => (
        <OneField
          key={field.key}
          field={field}
          value={chosen.values[field.key]}
          fault={chosen.values[field.key]?.length || checked ? faultOf(field, chosen.values[field.key]) : null}
          onChange={(value) => set(field.key, value)}
        />
      ))}
    </fieldset>
  );
}

type OneFieldProps = {
  field: TemplateField;
  value: FieldValue | undefined;
  fault: string | null;
  onChange: (value: FieldValue) => void;
};

function OneField({ field, value, fault, onChange }: OneFieldProps) {
  const id = useId();
  const text = typeof value === "string" ? value : "";
  const control = {
    id,
    "data-template-field": field.key,
    "aria-invalid": fault ? (true as const) : undefined,
    "aria-describedby": fault ? `${id}-fault` : undefined,
  };
  return (
    <div className={cn("min-w-0 space-y-1.5", field.kind === "TABLE" && "sm:col-span-full")}>
      <Label htmlFor={field.kind === "TABLE" ? undefined : id} id={`${id}-label`}>
        {field.label}
        {field.unit && <span className="font-normal text-muted-foreground"> ({field.unit})</span>}
        {!field.required && <span className="font-normal text-muted-foreground"> (opcional)</span>}
      </Label>
      {field.kind === "TABLE" ? (
        <Rows field={field} rows={Array.isArray(value) ? value : []} labelledBy={`${id}-label`} onChange={onChange} />
      ) : field.kind === "CHOICE" ? (
        <Select value={text} onValueChange={(next) => next !== "" && onChange(next)}>
          <SelectTrigger {...control}>
            <SelectValue placeholder="Elija…" />
          </SelectTrigger>
          <SelectContent>
            {field.options.map((option) => (
              <SelectItem key={option} value={option}>
                {option}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : field.kind === "DATE" ? (
        <DateInput {...control} value={text} onChange={onChange} />
      ) : field.kind === "NUMBER" ? (
        <Input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          className="text-right tabular-nums"
          value={withComma(text)}
          onChange={(event) => onChange(event.target.value.trim().replace(",", "."))}
        />
      ) : (
        <Input
          {...control}
          autoComplete="off"
          maxLength={4000}
          value={text}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
      {fault && (
        <p id={`${id}-fault`} className="text-xs text-destructive">
          {fault}
        </p>
      )}
    </div>
  );
}

type RowsProps = { field: TemplateField; rows: string[][]; labelledBy: string; onChange: (rows: string[][]) => void };

function Rows({ field, rows, labelledBy, onChange }: RowsProps) {
  const shown = rows.length > 0 ? rows : [field.columns.map(() => "")];
  const change = (row: number, column: number, text: string) =>
    onChange(shown.map((cells, y) => (y === row ? cells.map((cell, x) => (x === column ? text : cell)) : cells)));
  return (
    <div role="group" aria-labelledby={labelledBy} className="space-y-1.5">
      <div className="overflow-x-auto">
        <table className="w-full min-w-80 text-sm">
          <thead>
            <tr>
              {field.columns.map((column) => (
                <th key={column} scope="col" className="px-1 pb-1 text-left text-xs font-normal text-muted-foreground">
                  {column}
                </th>
              ))}
              <th scope="col" className="w-9">
                <span className="sr-only">Quitar</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={column} className="p-0.5">
                    <Input
                      aria-label={`${field.columns[column]}, fila ${row + 1}`}
                      data-template-field={row + column === 0 ? field.key : undefined}
                      value={cell}
                      maxLength={500}
                      onChange={(event) => change(row, column, event.target.value)}
                    />
                  </td>
                ))}
                <td className="p-0.5">
                  <Button
                    variant="ghost"
                    size="icon-xs"
                    aria-label={`Quitar la fila ${row + 1}`}
                    disabled={rows.length === 0}
                    onClick={() => onChange(shown.filter((_, y) => y !== row))}
                  >
                    <X aria-hidden />
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < 50 && (
        <Button variant="ghost" size="xs" onClick={() => onChange([...shown, field.columns.map(() => "")])}>
          <Plus aria-hidden />
          Agregar fila
        </Button>
      )}
    </div>
  );
}
