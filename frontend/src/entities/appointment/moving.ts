import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed as invoicesChanged } from "@/entities/invoice/changed";
import { changed as productsChanged } from "@/entities/product/changed";
import { api } from "@/lib/api";
import { isApiError, messageOf } from "@/lib/problem";
import { changed } from "./changed";
import { holdAgenda, putAppointment } from "./queries";
import { appointmentSchema, refusalSchema, type Appointment, type Availability } from "./schema";

/** What a 409 tells of a taken hour, in the words of the availability check; null for any other error. */
export function refusalOf(error: unknown): Availability | null {
  if (!isApiError(error, 409)) return null;
  const parsed = refusalSchema.safeParse(error.problem);
  return parsed.success ? { available: false, reason: messageOf(error), ...parsed.data } : null;
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
