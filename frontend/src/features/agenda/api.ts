import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/appointment/changed";
import { holdAgenda, putAppointment } from "@/entities/appointment/queries";
import { appointmentSchema, savedLinesSchema, type Appointment } from "@/entities/appointment/schema";
import { changed as patientsChanged } from "@/entities/patient/changed";
import { patientSchema } from "@/entities/patient/schema";
import { api } from "@/lib/api";
import type { NewPatient } from "./forms";

export type Booking = {
  patient_id: number;
  doctor_id: number;
  room_id: number | null;
  start_time: string;
  end_time: string;
  reason: string | null;
  treatments: { treatment_id: number; quantity: string; plan_item_id?: number | null }[];
  overbooked?: true;
  overbook_reason?: string;
  overbook_room?: boolean;
};

export function useBook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Booking) => api(appointmentSchema, "/citas/appointments", { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export type Change = Partial<Pick<Booking, "doctor_id" | "room_id" | "start_time" | "end_time" | "reason">> & {
  overbooked?: boolean;
  overbook_reason?: string | null;
  overbook_room?: boolean;
};

type ChangeRequest = {
  appointment: Appointment;
  change: Change;
  /** How it looks until the service answers. */
  preview?: Partial<Appointment>;
};

/** Moves or corrects an appointment: shown at once, put back if the service refuses. */
export function useChangeAppointment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ appointment, change }: ChangeRequest) =>
      api(appointmentSchema, `/citas/appointments/${appointment.id}`, {
        method: "PATCH",
        body: change,
        version: appointment.version,
      }),
    onMutate: async ({ appointment, preview }) => {
      if (!preview) return;
      await holdAgenda(client);
      putAppointment(client, { ...appointment, ...preview });
    },
    // A new object, so that the calendar notices that it has to draw it where it was.
    onError: (_error, { appointment }) => putAppointment(client, { ...appointment }),
    onSuccess: (saved) => putAppointment(client, saved),
    onSettled: () => changed(client),
  });
}

export type LineChanges = {
  treatments?: { treatment_id: number; quantity: string }[];
  extras?: { product_id: number; quantity: string }[];
};

/** Replaces what changed, one list after the other: the second carries the version the first left. */
export function useSaveLines() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ appointment, treatments, extras }: LineChanges & { appointment: Appointment }) => {
      let { version } = appointment;
      for (const [kind, items] of [
        ["treatments", treatments],
        ["extras", extras],
      ] as const) {
        if (!items) continue;
        const path = `/citas/appointments/${appointment.id}/${kind}`;
        ({ version } = await api(savedLinesSchema, path, { method: "PUT", body: { items }, version }));
      }
    },
    onSettled: () => changed(client),
  });
}

export function useRegisterPatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPatient & { distinct_person: boolean }) =>
      api(patientSchema, "/historia-clinica/patients", { method: "POST", body }),
    onSuccess: (patient) => patientsChanged(client, patient),
  });
}
