import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/appointment/changed";
import { holdAgenda, putAppointment } from "@/entities/appointment/queries";
import {
  appointmentSchema,
  refusalSchema,
  savedLinesSchema,
  type Appointment,
  type Availability,
} from "@/entities/appointment/schema";
import { changed as invoicesChanged } from "@/entities/invoice/changed";
import { changed as patientsChanged } from "@/entities/patient/changed";
import { patientSchema } from "@/entities/patient/schema";
import { changed as productsChanged } from "@/entities/product/changed";
import { api } from "@/lib/api";
import { isApiError, messageOf } from "@/lib/problem";
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

/** What a 409 tells of a taken hour, in the words of the availability check; null for any other error. */
export function refusalOf(error: unknown): Availability | null {
  if (!isApiError(error, 409)) return null;
  const parsed = refusalSchema.safeParse(error.problem);
  return parsed.success ? { available: false, reason: messageOf(error), ...parsed.data } : null;
}

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

type Step = {
  appointment: Appointment;
  status: Appointment["status"];
  reason?: string;
  /** Yes, although it is not its day or its hour. */
  confirm?: true;
  /** Whoever comes late, where the hour is another's by now. */
  overbooked?: true;
  overbook_room?: true;
};

/** Whether the service asks to confirm a step before its time; what it asks. */
export const confirmationOf = (error: unknown) =>
  isApiError(error, 409) && error.problem.needs_confirmation ? messageOf(error) : null;

export function useMoveStatus() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ appointment, reason, ...step }: Step) =>
      api(appointmentSchema, `/citas/appointments/${appointment.id}/status`, {
        method: "PATCH",
        body: { ...step, ...(reason && { reason }) },
        version: appointment.version,
      }),
    onMutate: async ({ appointment, status }) => {
      await holdAgenda(client);
      putAppointment(client, { ...appointment, status });
    },
    onError: (_error, { appointment }) => putAppointment(client, { ...appointment }),
    onSuccess: (saved) => putAppointment(client, saved),
    onSettled: (_saved, _error, { status }) => {
      // An attended visit drafts an invoice and takes materials out of stock.
      if (status === "COMPLETED") {
        void invoicesChanged(client);
        void productsChanged(client);
      }
      // Not waited for: the next step can be taken as soon as the service answered this one.
      void changed(client);
    },
  });
}

/** Undoes a completion: stock and billing take back what followed from it, a moment later. */
export function useReopen() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ appointment, reason }: { appointment: Appointment; reason: string }) =>
      api(appointmentSchema, `/citas/appointments/${appointment.id}/reopen`, {
        method: "POST",
        body: { reason },
        version: appointment.version,
      }),
    onSuccess: (saved) => putAppointment(client, saved),
    onSettled: () => {
      void invoicesChanged(client);
      void productsChanged(client);
      return changed(client);
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
