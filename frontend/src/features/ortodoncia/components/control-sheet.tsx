"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useController, useWatch, type Control as FormControl } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { NumberField, SelectField, TextareaField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Checkbox } from "@/components/ui/checkbox";
import { WORKS, type Control } from "@/entities/orthodontics/schema";
import { ALLOY, ELASTIC, PHASE, SIDE, sizeText, WIRE_ACT, WORK } from "@/entities/orthodontics/words";
import { notesQuery } from "@/entities/record/queries";
import { addDays, today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { useMe } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useRecord } from "../api";
import { bodyOf, controlForm, NONE, startOf, WIRE_SIZES, type ControlValues } from "../forms";

type SheetProps = { patientId: number; last: Control | undefined; noteId: number | null; onClose: () => void };

/** What was done today; it begins with what the last control left in the mouth. */
export function ControlSheet({ patientId, last, noteId, onClose }: SheetProps) {
  const me = useMe();
  const record = useRecord(patientId);
  const { data } = useInfiniteQuery(notesQuery(patientId));
  const drafts = (data?.pages.flatMap((page) => page.data) ?? []).filter(
    ({ status, author }) => status === "DRAFT" && author.id === String(me.id),
  );
  const form = useZodForm(controlForm, { defaultValues: startOf(last, noteId, today()) });
  const { control } = form;
  const worn = useWatch({ control, name: "elastics.kind" }) !== NONE;
  return (
    <FormSheet
      wide
      open
      onOpenChange={(open) => !open && onClose()}
      title="Registrar control"
      description={
        last
          ? `Parte de lo que quedó puesto el ${formatDate(last.controlled_at)}: cambie lo que hizo hoy.`
          : "Qué arco quedó puesto, qué elásticos usa y cuándo vuelve."
      }
      form={form}
      submitLabel="Registrar control"
      draftKey={`orthodontics:${patientId}`}
      onSubmit={async (values) => {
        await record.mutateAsync(bodyOf(values));
        announce("Control registrado");
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField control={control} name="phase" label="Etapa" options={choices(PHASE, "Sin decir")} />
        <SelectField
          control={control}
          name="note_id"
          label="Nota de la atención"
          hint={drafts.length === 0 ? "No tiene una nota en borrador de este paciente." : "Al firmarla queda cerrado."}
          options={[
            { value: NONE, label: "Ninguna" },
            ...drafts.map(({ id, reason, created_at }) => ({
              value: String(id),
              label: `${reason} · ${formatDate(created_at)}`,
            })),
          ]}
        />
      </div>
      <WireFields control={control} name="upper" label="Arco superior" />
      <WireFields control={control} name="lower" label="Arco inferior" />
      <fieldset className="space-y-2">
        <legend className="text-sm font-semibold">Elásticos</legend>
        <div className="grid grid-cols-2 items-start gap-2 sm:grid-cols-4">
          <SelectField control={control} name="elastics.kind" label="Tipo" options={choices(ELASTIC, "No usa")} />
          {worn && (
            <>
              <SelectField control={control} name="elastics.side" label="Lado" options={options(SIDE)} />
              <TextField
                control={control}
                name="elastics.size"
                label="Medida"
                placeholder="3/16″ · 4,5 oz"
                maxLength={40}
              />
              <NumberField control={control} name="elastics.hours" label="Horas al día" maxLength={2} />
            </>
          )}
        </div>
      </fieldset>
      <WorkFields control={control} />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField control={control} name="rebonded" label="Brackets recementados" optional placeholder="15, 24" />
        <DateField control={control} name="next_on" label="Próximo control" min={addDays(today(), 1)} />
      </div>
      <TextareaField control={control} name="remark" label="Observación" optional rows={2} maxLength={500} />
    </FormSheet>
  );
}

type FieldsProps = { control: FormControl<ControlValues, unknown, ReturnType<typeof controlForm.parse>> };

/** What was done with the wire of one arch; of what alloy and size it is, unless none is left. */
function WireFields({ control, name, label }: FieldsProps & { name: "upper" | "lower"; label: string }) {
  const wire = useWatch({ control, name });
  const there = wire.act !== NONE && wire.act !== "REMOVED";
  // A wire that came by another way may have a size that is not on the list.
  const sizes =
    WIRE_SIZES.some((size) => size === wire.size) || wire.size === NONE ? WIRE_SIZES : [...WIRE_SIZES, wire.size];
  return (
    <fieldset className="space-y-2">
      <legend className="text-sm font-semibold">{label}</legend>
      <div className="grid grid-cols-1 items-start gap-2 sm:grid-cols-3">
        <SelectField
          control={control}
          name={`${name}.act`}
          label="Qué se hizo"
          options={choices(WIRE_ACT, "Sin arco")}
        />
        {there && (
          <>
            <SelectField control={control} name={`${name}.alloy`} label="Material" options={choices(ALLOY, "Elija…")} />
            <SelectField
              control={control}
              name={`${name}.size`}
              label="Calibre"
              options={[{ value: NONE, label: "Elija…" }, ...sizes.map((value) => ({ value, label: sizeText(value) }))]}
            />
          </>
        )}
      </div>
    </fieldset>
  );
}

function WorkFields({ control }: FieldsProps) {
  const { field } = useController({ control, name: "works" });
  return (
    <fieldset>
      <legend className="text-sm font-semibold">Además se hizo</legend>
      <div className="mt-2 grid gap-2 sm:grid-cols-2">
        {WORKS.map((work) => (
          <label key={work} className="flex min-h-8 items-center gap-2 text-sm">
            <Checkbox
              checked={field.value.includes(work)}
              onCheckedChange={(on) =>
                field.onChange(on === true ? [...field.value, work] : field.value.filter((one) => one !== work))
              }
            />
            {WORK[work]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));
const choices = (words: Record<string, string>, none: string) => [{ value: NONE, label: none }, ...options(words)];
