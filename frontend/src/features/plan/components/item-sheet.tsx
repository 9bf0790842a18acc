"use client";

import { FieldFrame, MoneyField, NumberField, SelectField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { WEARS, type Plan, type PlanItem } from "@/entities/plan/schema";
import { Cie10Picker } from "@/entities/record/cie10-picker";
import { TreatmentPicker } from "@/entities/treatment/treatment-picker";
import { announce } from "@/lib/toast";
import { usePlanWrite, writes } from "../api";
import { bodyOf, itemForm, type ItemValues } from "../forms";
import { WEAR } from "../words";

/** What the chart, or whoever links here, knows of a new item. */
export type ItemStart = {
  tooth?: number;
  faces?: string[];
  finding?: { tooth: number; kind: string };
  treatment?: { id: number; name: string };
};

const WHERE = [
  { value: "TOOTH", label: "Una pieza" },
  { value: "QUADRANT", label: "Un cuadrante" },
  { value: "UPPER", label: "Arcada superior" },
  { value: "LOWER", label: "Arcada inferior" },
  { value: "MOUTH", label: "Toda la boca" },
];
const WEAR_OPTIONS = [{ value: "-", label: "Sin decir" }, ...WEARS.map((value) => ({ value, label: WEAR[value] }))];
const LETTERS = ["-", "A", "B", "C", "D"].map((value) => ({ value, label: value === "-" ? "Ninguna" : value }));

function valuesOf(item: PlanItem | null, { tooth, faces, treatment }: ItemStart): ItemValues {
  const number = item ? (item.tooth ?? item.quadrant) : tooth;
  return {
    treatment: item ? { id: item.treatment_id, name: item.name } : (treatment ?? null),
    phase: String(item?.phase ?? 1) as unknown as number,
    where: item ? (item.tooth ? "TOOTH" : item.quadrant ? "QUADRANT" : (item.arch ?? "MOUTH")) : "TOOTH",
    number: number ? String(number) : "",
    faces: (item?.faces ?? faces ?? []).join(""),
    sessions: String(item?.sessions ?? 1) as never,
    discount: item && Number(item.discount) > 0 ? item.discount.replace(".", ",") : "0",
    discount_reason: item?.discount_reason ?? "",
    alternative_group: item?.alternative_group ?? "",
    alternative: item?.alternative ?? "-",
    lasts: item?.lasts ?? "",
    wear: item?.wear ?? "-",
    cie10_code: item?.cie10_code ?? null,
    remark: item?.remark ?? "",
  };
}

type SheetProps = {
  patientId: number;
  /** Null where the patient has none yet: the first item begins it. */
  plan: Plan | null;
  item: PlanItem | null;
  start: ItemStart;
  onClose: () => void;
};

/** A new item, or one that is corrected while nobody answered. */
export function ItemSheet({ patientId, plan, item, start, onClose }: SheetProps) {
  const write = usePlanWrite(patientId);
  const form = useZodForm(itemForm, { defaultValues: valuesOf(item, start) });
  const { where, alternative_group: group } = form.watch();
  const phases = plan?.phases ?? ["Urgencia y control", "Saneamiento", "Rehabilitación", "Mantenimiento"];
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={item ? "Corregir ítem" : "Agregar ítem"}
      form={form}
      submitLabel={item ? "Guardar ítem" : "Agregar ítem"}
      onSubmit={async (values) => {
        const body = bodyOf(values);
        if (item) await write.mutateAsync(writes.correct(plan!, item.id, body));
        else {
          const to = plan ?? (await write.mutateAsync(writes.start(patientId)));
          await write.mutateAsync(writes.add(to, { ...body, finding: start.finding ?? null }));
        }
        announce(item ? "Ítem guardado" : "Ítem agregado al plan");
      }}
    >
      <FieldFrame
        control={form.control}
        name="treatment"
        label="Tratamiento"
        render={({ value, onChange, ref }) => (
          <TreatmentPicker
            ref={ref}
            value={(value as ItemValues["treatment"])?.name ?? null}
            placeholder="Elija un tratamiento"
            onSelect={({ id, name }) => onChange({ id, name })}
          />
        )}
      />
      <div className="grid grid-cols-2 gap-3">
        <SelectField control={form.control} name="where" label="Dónde" options={WHERE} />
        {(where === "TOOTH" || where === "QUADRANT") && (
          <NumberField
            control={form.control}
            name="number"
            label={where === "TOOTH" ? "Pieza" : "Cuadrante"}
            maxLength={2}
          />
        )}
        {where === "TOOTH" && <TextField control={form.control} name="faces" label="Caras" optional maxLength={9} />}
        <SelectField
          control={form.control}
          name="phase"
          label="Fase"
          options={phases.map((name, place) => ({ value: String(place + 1), label: name }))}
        />
        <NumberField control={form.control} name="sessions" label="Sesiones" maxLength={2} />
        <MoneyField control={form.control} name="discount" label="Rebaja" />
        <TextField
          control={form.control}
          name="discount_reason"
          label="Motivo de la rebaja"
          optional
          maxLength={200}
          className="col-span-2"
        />
        <TextField
          control={form.control}
          name="alternative_group"
          label="Alternativa de"
          optional
          placeholder="Restauración de 14"
          maxLength={80}
        />
        {group && (
          <>
            <SelectField control={form.control} name="alternative" label="Letra" options={LETTERS} />
            <TextField
              control={form.control}
              name="lasts"
              label="Cuánto dura"
              optional
              placeholder="10–15 años"
              maxLength={40}
            />
            <SelectField control={form.control} name="wear" label="Desgaste del diente" options={WEAR_OPTIONS} />
          </>
        )}
      </div>
      <FieldFrame
        control={form.control}
        name="cie10_code"
        label="Diagnóstico (CIE-10)"
        optional
        render={({ value, onChange, ref }) => (
          <Cie10Picker
            ref={ref}
            value={(value as string | null) ?? null}
            onSelect={({ code }) => onChange(code)}
            onClear={() => onChange(null)}
          />
        )}
      />
      <TextField control={form.control} name="remark" label="Observación" optional maxLength={500} />
    </FormSheet>
  );
}
