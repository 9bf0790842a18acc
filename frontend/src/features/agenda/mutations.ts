import { useMutation, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api } from "@/lib/api";
import { isApiError, messageOf } from "@/lib/problem";
import { appointmentKeys } from "./api";
import type { NewPatient } from "./domain/forms";
import {
  appointmentSchema,
  newPatientSchema,
  newTimeOffSchema,
  refusalSchema,
  roomSchema,
  savedLinesSchema,
  timeOffSchema,
  workingHoursSchema,
  type Appointment,
  type Availability,
  type Opening,
  type Room,
  type WorkingHours,
} from "./schemas";

export type Booking = {
  patient_id: number;
  doctor_id: number;
  room_id: number | null;
  start_time: string;
  end_time: string;
  reason: string | null;
  treatments: { treatment_id: number; quantity: string }[];
  overbooked?: true;
  overbook_reason?: string;
};

/** What a 409 tells of a taken hour, in the words of the availability check; null for any other error. */
export function refusalOf(error: unknown): Availability | null {
  if (!isApiError(error, 409)) return null;
  const parsed = refusalSchema.safeParse(error.problem);
  return parsed.success ? { available: false, reason: messageOf(error), ...parsed.data } : null;
}

/** Writes an appointment wherever the page holds it. */
export function putAppointment(client: QueryClient, appointment: Appointment) {
  client.setQueriesData<Appointment[]>({ queryKey: appointmentKeys.ranges }, (rows) =>
    rows?.map((row) => (row.id === appointment.id ? appointment : row)),
  );
  client.setQueryData(appointmentKeys.one(appointment.id), (row: Appointment | undefined) => row && appointment);
}

const refresh = (client: QueryClient) => client.invalidateQueries({ queryKey: ["appointments"] });

export function useBook() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Booking) => api(appointmentSchema, "/citas/appointments", { method: "POST", body }),
    onSettled: () => refresh(client),
  });
}

export type Change = Partial<Pick<Booking, "doctor_id" | "room_id" | "start_time" | "end_time" | "reason">> & {
  overbooked?: boolean;
  overbook_reason?: string | null;
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
      await client.cancelQueries({ queryKey: appointmentKeys.ranges });
      putAppointment(client, { ...appointment, ...preview });
    },
    // A new object, so that the calendar notices that it has to draw it where it was.
    onError: (_error, { appointment }) => putAppointment(client, { ...appointment }),
    onSuccess: (saved) => putAppointment(client, saved),
    onSettled: () => refresh(client),
  });
}

export function useMoveStatus() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      appointment,
      status,
      reason,
    }: {
      appointment: Appointment;
      status: Appointment["status"];
      reason?: string;
    }) =>
      api(appointmentSchema, `/citas/appointments/${appointment.id}/status`, {
        method: "PATCH",
        body: { status, ...(reason && { reason }) },
        version: appointment.version,
      }),
    onMutate: async ({ appointment, status }) => {
      await client.cancelQueries({ queryKey: appointmentKeys.ranges });
      putAppointment(client, { ...appointment, status });
    },
    onError: (_error, { appointment }) => putAppointment(client, { ...appointment }),
    onSuccess: (saved) => putAppointment(client, saved),
    onSettled: (_saved, _error, { status }) => {
      // An attended visit drafts an invoice and takes materials out of stock.
      if (status === "COMPLETED") {
        void client.invalidateQueries({ queryKey: ["invoices"] });
        void client.invalidateQueries({ queryKey: ["products"] });
      }
      // Not waited for: the next step can be taken as soon as the service answered this one.
      void refresh(client);
    },
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
    onSettled: () => refresh(client),
  });
}

export function useRegisterPatient() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPatient) => api(newPatientSchema, "/historia-clinica/patients", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["patients"] }),
  });
}

export function useSaveRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ room, ...body }: { room?: Room; name?: string; active?: boolean }) =>
      room
        ? api(roomSchema, `/citas/rooms/${room.id}`, { method: "PATCH", body, version: room.version })
        : api(roomSchema, "/citas/rooms", { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["rooms"] }),
  });
}

export function useSaveHours() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ hours, items }: { hours: WorkingHours; items: Opening[] }) =>
      api(workingHoursSchema, `/citas/doctors/${hours.doctor_id}/working-hours`, {
        method: "PUT",
        body: { items },
        version: hours.version,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ["schedules"] }),
  });
}

export function useAddTimeOff(doctorId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { start_time: string; end_time: string; reason: string }) =>
      api(newTimeOffSchema, `/citas/doctors/${doctorId}/time-off`, { method: "POST", body }),
    onSettled: () => client.invalidateQueries({ queryKey: ["schedules"] }),
  });
}

export function useCancelTimeOff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(timeOffSchema, `/citas/time-off/${id}/cancel`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: ["schedules"] }),
  });
}
