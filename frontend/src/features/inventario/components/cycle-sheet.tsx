"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, X } from "lucide-react";
import { useFieldArray } from "react-hook-form";
import { NumberField, RadioField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { autoclavesQuery } from "@/entities/chairside/queries";
import type { Cycle } from "@/entities/chairside/schema";
import { announce } from "@/lib/toast";
import { useSaveCycle } from "../api";
import { cycleForm } from "../forms";
import { BIOLOGICAL_WORD } from "../words";

const CHEMICAL = [
  { value: "PASSED", label: "Viró: conforme" },
  { value: "FAILED", label: "No viró: falló" },
];
const BIOLOGICAL = Object.entries(BIOLOGICAL_WORD).map(([value, label]) => ({ value, label }));
const ROW = { contents: "", count: "1", sterile_days: "30" };

/** What one load of the autoclave was, and the packs that came out of it. */
export function CycleSheet({ onClose, onSaved }: { onClose: () => void; onSaved: (cycle: Cycle) => void }) {
  const save = useSaveCycle();
  const { data: known } = useQuery(autoclavesQuery);
  const form = useZodForm(cycleForm, {
    defaultValues: {
      autoclave: known?.data[0] ?? "",
      program: "",
      temperature: "134",
      minutes: "18",
      chemical: "PASSED",
      biological: "NONE",
      remark: "",
      packs: [ROW],
    },
  });
  const { fields, append, remove } = useFieldArray({ control: form.control, name: "packs" });
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title="Registrar ciclo"
      description="Cada paquete recibe su etiqueta; después se imprimen juntas."
      form={form}
      submitLabel="Registrar ciclo"
      onSubmit={async (values) => {
        const cycle = await save.mutateAsync({ cycle: null, body: values });
        announce("Ciclo registrado");
        onSaved(cycle);
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <TextField
          control={form.control}
          name="autoclave"
          label="Autoclave"
          maxLength={60}
          list="autoclaves"
          autoComplete="off"
          autoFocus
        />
        <datalist id="autoclaves">
          {known?.data.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <TextField control={form.control} name="program" label="Programa" optional maxLength={80} />
        <NumberField control={form.control} name="temperature" label="Temperatura (°C)" maxLength={5} />
        <NumberField control={form.control} name="minutes" label="Minutos" maxLength={3} />
        <RadioField control={form.control} name="chemical" label="Indicador químico" options={CHEMICAL} />
        <SelectField control={form.control} name="biological" label="Indicador biológico" options={BIOLOGICAL} />
      </div>
      <ol aria-label="Paquetes" className="space-y-2">
        {fields.map(({ id }, place) => (
          <li key={id} className="flex items-end gap-2">
            <TextField
              control={form.control}
              name={`packs.${place}.contents`}
              label="Contenido"
              placeholder="Cassette de exodoncia"
              maxLength={120}
              className="min-w-0 flex-1"
            />
            <NumberField
              control={form.control}
              name={`packs.${place}.count`}
              label="Cuántos"
              maxLength={2}
              className="w-20"
            />
            <NumberField
              control={form.control}
              name={`packs.${place}.sterile_days`}
              label="Días estéril"
              maxLength={3}
              className="w-24"
            />
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`Quitar el paquete ${place + 1}`}
              disabled={fields.length === 1}
              onClick={() => remove(place)}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        variant="outline"
        size="sm"
        className="self-start"
        onClick={() => append(ROW)}
        disabled={fields.length >= 60}
      >
        <Plus aria-hidden />
        Agregar paquete
      </Button>
      <TextField control={form.control} name="remark" label="Observación" optional maxLength={500} />
    </FormSheet>
  );
}
