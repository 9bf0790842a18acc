"use client";

import { useQuery } from "@tanstack/react-query";
import { FieldFrame, NumberField, SelectField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Checkbox } from "@/components/ui/checkbox";
import { practitionersQuery } from "@/entities/person/queries";
import { roomsQuery } from "@/entities/schedule/queries";
import { equipmentQuery, type TreatmentRule } from "@/entities/schedule/needs";
import type { Treatment } from "@/entities/treatment/schema";
import { announce } from "@/lib/toast";
import { useSaveRule } from "../api";
import { agendaForm, ANY_ROOM } from "../forms";

const text = (value: number | null) => (value === null ? "" : String(value)) as unknown as number;

/** What a treatment needs of the agenda: for what is booked from now on. */
export function AgendaSheet({
  treatment,
  rule,
  onClose,
}: {
  treatment: Treatment;
  rule: TreatmentRule;
  onClose: () => void;
}) {
  const save = useSaveRule(treatment.id);
  const doctors = useQuery(practitionersQuery);
  const equipment = useQuery(equipmentQuery);
  const rooms = useQuery(roomsQuery);
  const kinds = [
    ...new Set(
      [...(rooms.data?.flatMap(({ kind, active }) => (active && kind) || []) ?? []), rule.room_kind ?? []].flat(),
    ),
  ];
  const form = useZodForm(agendaForm, {
    defaultValues: {
      doctor_ids: rule.doctor_ids,
      room_kind: rule.room_kind ?? ANY_ROOM,
      equipment_ids: rule.equipment_ids,
      preparation_minutes: text(rule.preparation_minutes),
      cleaning_minutes: text(rule.cleaning_minutes),
      notice_minutes: text(rule.notice_minutes),
    },
  });
  const { control } = form;
  const pieces = equipment.data?.filter(({ id, active }) => active || rule.equipment_ids.includes(id)) ?? [];
  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${treatment.name} en la agenda`}
      description="Vale para lo que se agende desde ahora. Las citas que ya existen no cambian."
      form={form}
      submitLabel="Guardar reglas"
      onSubmit={async ({ room_kind, ...values }) => {
        await save.mutateAsync({
          ...values,
          room_kind: room_kind === ANY_ROOM ? null : room_kind,
          version: rule.version,
        });
        announce("Reglas guardadas");
      }}
    >
      <FieldFrame
        control={control}
        name="doctor_ids"
        label="Quiénes lo hacen"
        hint="Sin marcar a nadie: todos."
        render={({ value, onChange }) => (
          <Checks
            label="Quiénes lo hacen"
            options={doctors.data?.map(({ id, full_name }) => ({ id, name: full_name })) ?? []}
            value={value as number[]}
            onChange={onChange}
          />
        )}
      />
      <SelectField
        control={control}
        name="room_kind"
        label="Tipo de consultorio"
        hint={kinds.length === 0 ? "El tipo de cada consultorio se pone en Horarios y consultorios." : undefined}
        options={[{ value: ANY_ROOM, label: "Cualquiera" }, ...kinds.map((kind) => ({ value: kind, label: kind }))]}
      />
      {pieces.length > 0 && (
        <FieldFrame
          control={control}
          name="equipment_ids"
          label="Equipo que ocupa"
          render={({ value, onChange }) => (
            <Checks label="Equipo que ocupa" options={pieces} value={value as number[]} onChange={onChange} />
          )}
        />
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <NumberField control={control} name="preparation_minutes" label="Minutos de preparación" />
        <NumberField control={control} name="cleaning_minutes" label="Minutos de limpieza" />
      </div>
      <p className="text-xs text-muted-foreground">
        Antes y después de la cita ocupan el consultorio y el equipo; el profesional y el paciente quedan libres.
      </p>
      <NumberField
        control={control}
        name="notice_minutes"
        label="Minutos de anticipación en línea"
        optional
        inputClassName="max-w-28"
        hint="Si es más que la de la página de reservas."
      />
    </FormSheet>
  );
}

type ChecksProps = {
  label: string;
  options: readonly { id: number; name: string }[];
  value: number[];
  onChange: (ids: number[]) => void;
};

function Checks({ label, options, value, onChange }: ChecksProps) {
  return (
    <div className="space-y-1" role="group" aria-label={label}>
      {options.map(({ id, name }) => (
        <label key={id} className="flex min-h-9 items-center gap-2 text-sm max-md:min-h-11">
          <Checkbox
            checked={value.includes(id)}
            onCheckedChange={(on) => onChange(on === true ? [...value, id] : value.filter((each) => each !== id))}
          />
          {name}
        </label>
      ))}
    </div>
  );
}
