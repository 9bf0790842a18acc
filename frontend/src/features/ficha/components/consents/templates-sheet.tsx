"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { NumberField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Sheet, SheetBody, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import type { ConsentTemplate } from "@/entities/consent/schema";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { integer, oneLine } from "@/lib/fields";
import { formatCount } from "@/lib/format";
import { announce, notify, notifyError } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useSaveTemplate } from "./api";

const VARIABLES = ["{paciente}", "{documento}", "{edad}", "{representante}", "{profesional}", "{fecha}", "{clinica}"];
const START = `## Qué se va a hacer

## Riesgos

## Otras opciones

Le explicó {profesional} a {paciente} el {fecha}.`;

const templateForm = z.object({
  name: oneLine(120),
  body: z.string().trim().min(20, "Escriba el texto que el paciente va a leer.").max(20_000),
  valid_days: integer({ min: 1, max: 365 }),
});

/** The clinic's texts: each has editions, and says which treatments are not recorded as done without it. */
export function TemplatesSheet({ templates, onClose }: { templates: ConsentTemplate[]; onClose: () => void }) {
  const save = useSaveTemplate();
  const [editing, setEditing] = useState<ConsentTemplate | "new" | null>(null);
  if (editing) {
    return <TemplateEditor template={editing === "new" ? null : editing} onClose={() => setEditing(null)} />;
  }
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent size="wide">
        <SheetHeader>
          <SheetTitle>Textos de consentimiento</SheetTitle>
          <SheetDescription>Cambiar un texto hace otra versión. Lo que ya se firmó conserva la suya.</SheetDescription>
        </SheetHeader>
        <SheetBody className="space-y-4">
          <Button data-main onClick={() => setEditing("new")}>
            <Plus aria-hidden />
            Nuevo texto
          </Button>
          {templates.length === 0 ? (
            <p className="text-sm text-muted-foreground">Aún no hay ninguno.</p>
          ) : (
            <ul className="divide-y divide-border rounded-lg border border-border">
              {templates.map((template) => (
                <li key={template.id} className="flex flex-wrap items-center gap-2 px-4 py-3">
                  <div className="min-w-0 flex-1 basis-56">
                    <p className="flex items-center gap-2 font-medium">
                      {template.name}
                      {!template.active && <Badge variant="neutral">No se usa</Badge>}
                    </p>
                    <p className="text-sm text-muted-foreground">
                      Versión {template.edition} · vale {formatCount(template.valid_days, "día", "días")} ·{" "}
                      {template.treatments.map(({ name }) => name).join(", ") || "ningún tratamiento lo exige"}
                    </p>
                  </div>
                  <Button variant="outline" size="sm" onClick={() => setEditing(template)}>
                    Cambiar
                  </Button>
                  <Button
                    variant="ghost"
                    size="sm"
                    onClick={() =>
                      save.mutateAsync({ template, body: { active: !template.active } }).then(
                        () => notify(template.active ? "Ya no se usa" : "Se usa de nuevo"),
                        (error: unknown) => notifyError(error),
                      )
                    }
                  >
                    {template.active ? "Dejar de usar" : "Usar de nuevo"}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function TemplateEditor({ template, onClose }: { template: ConsentTemplate | null; onClose: () => void }) {
  const save = useSaveTemplate();
  const [treatments, setTreatments] = useState(template?.treatments ?? []);
  const form = useZodForm(templateForm, {
    defaultValues: {
      name: template?.name ?? "",
      body: template?.body ?? START,
      valid_days: String(template?.valid_days ?? 30),
    },
  });
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title={template ? `Cambiar «${template.name}»` : "Nuevo texto de consentimiento"}
      form={form}
      submitLabel={template ? "Guardar texto" : "Crear texto"}
      onSubmit={async (values) => {
        await save.mutateAsync({ template, body: { ...values, treatments } });
        announce("Texto guardado");
      }}
    >
      <TextField control={form.control} name="name" label="Nombre" autoFocus />
      <TextareaField
        control={form.control}
        name="body"
        label="Texto"
        rows={14}
        hint={`Una línea que empieza con «## » es un título. Variables: ${VARIABLES.join(" ")}`}
      />
      <NumberField control={form.control} name="valid_days" label="Días que vale lo firmado" className="max-w-56" />
      <div className="space-y-2">
        <Label>Tratamientos que no se dan por hechos sin él</Label>
        <ul className="flex flex-wrap gap-2">
          {treatments.map(({ id, name }) => (
            <li key={id} className="flex items-center gap-1 rounded-md bg-secondary py-0.5 pl-2.5 text-sm">
              {name}
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Quitar ${name}`}
                onClick={() => setTreatments(treatments.filter((one) => one.id !== id))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
        <TreatmentPicker
          aria-label="Agregar tratamiento"
          value={null}
          onSelect={({ id, name }) =>
            setTreatments((now) => (now.some((one) => one.id === id) ? now : [...now, { id, name }]))
          }
        />
      </div>
    </FormSheet>
  );
}
