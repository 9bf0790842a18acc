"use client";

import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Appointment } from "@/entities/appointment/schema";
import { dayOf, timeOf } from "@/lib/dates";
import { formatRelativeDay, formatTimeRange } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { refusalOf } from "@/entities/appointment/moving";
import { Editors } from "./panel-lazy";
import { useChangeAppointment, type Change } from "../api";
import { isMovable } from "@/entities/appointment/steps";
import { changeForm, NO_ROOM, timesOf, type ChangeValues } from "../forms";
import { changeOf, placeOf } from "../use-moves";
import { questionOf, WhenFields, type Refusal, type WhenForm } from "./when-fields";

const valuesOf = (appointment: Appointment): ChangeValues => ({
  doctor_id: String(appointment.doctor.id) as unknown as number,
  room_id: appointment.room ? String(appointment.room.id) : NO_ROOM,
  day: dayOf(appointment.start_time),
  start_time: timeOf(appointment.start_time),
  end_time: timeOf(appointment.end_time),
  reason: appointment.reason ?? "",
  overbooked: appointment.overbooked,
  overbook_reason: appointment.overbook_reason ?? "",
  overbook_room: appointment.overbook_room,
});

type ChangeSheetProps = { appointment: Appointment; open: boolean; onClose: () => void };

/** Another hour, doctor, room or reason. Mount it anew, by `key`, for each appointment. */
export function ChangeSheet({ appointment, open, onClose }: ChangeSheetProps) {
  const change = useChangeAppointment();
  const form = useZodForm(changeForm, { defaultValues: valuesOf(appointment) });
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  async function save(values: (typeof changeForm)["_output"]) {
    setRefusal(null);
    const place: Change =
      changeOf(appointment, {
        ...timesOf(values),
        doctor: { id: values.doctor_id, name: "" },
        room: values.room_id === null ? null : { id: values.room_id, name: "" },
      }) ?? {};
    const wanted: Change = {
      ...place,
      ...(values.reason !== (appointment.reason ?? null) && { reason: values.reason }),
      ...((values.overbooked !== appointment.overbooked ||
        (values.overbooked &&
          (values.overbook_reason !== appointment.overbook_reason ||
            values.overbook_room !== appointment.overbook_room))) && {
        overbooked: values.overbooked,
        overbook_reason: values.overbooked ? values.overbook_reason : null,
        overbook_room: values.overbooked && values.overbook_room,
      }),
    };
    if (Object.keys(wanted).length === 0) return;
    try {
      const saved = await change.mutateAsync({ appointment, change: wanted });
      // As a drag, it can be taken back: to the hour, the doctor and the room it came from.
      const back = changeOf(saved, placeOf(appointment));
      notify(
        `${saved.patient.name}: ${formatRelativeDay(saved.start_time)}, ${formatTimeRange(saved.start_time, saved.end_time)}`,
        {
          undo: back
            ? () => void change.mutateAsync({ appointment: saved, change: back }).catch(notifyError)
            : undefined,
        },
      );
    } catch (error) {
      const answer = refusalOf(error);
      if (answer)
        setRefusal({ answer, question: questionOf(form.getValues(), appointment.patient.id, appointment.id) });
      throw error;
    }
  }

  return (
    <FormSheet
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Cambiar cita"
      description={appointment.patient.name}
      form={form}
      submitLabel="Guardar cambios"
      onSubmit={save}
    >
      {open && <Editors id={appointment.id} editing />}
      {isMovable(appointment.status) && (
        <WhenFields
          form={form as unknown as WhenForm}
          patientId={appointment.patient.id}
          excludeId={appointment.id}
          refusal={refusal}
        />
      )}
      <TextField control={form.control} name="reason" label="Motivo" optional maxLength={500} />
    </FormSheet>
  );
}
