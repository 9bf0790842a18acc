import { useMutation, useQueryClient } from "@tanstack/react-query";
import { SELF_BOOKINGS, SELF_BOOKING_SETTINGS, PATIENTS } from "@/entities/paths";
import { patientSchema } from "@/entities/patient/schema";
import { changed, settingsChanged } from "@/entities/self-booking/queries";
import {
  onlineSettingsSchema,
  selfBookingSchema,
  type OnlineSettings,
  type SelfBooking,
} from "@/entities/self-booking/schema";
import { api } from "@/lib/api";

export type NewSettings = Omit<OnlineSettings, "url" | "qr" | "mails" | "version">;

export function useSaveSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, ...body }: NewSettings & { version: number }) =>
      api(onlineSettingsSchema, SELF_BOOKING_SETTINGS, { method: "PUT", body, version }),
    onSuccess: (saved) => settingsChanged(client, saved),
  });
}

type Approval = { booking: SelfBooking; patientId: number | null; distinct?: boolean };

/** Books it; whoever has no file gets one first, with what they typed. */
export function useApprove() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ booking, patientId, distinct = false }: Approval) => {
      const id = patientId ?? (await register(booking, distinct)).id;
      return api(selfBookingSchema, `${SELF_BOOKINGS}/${booking.id}/approve`, {
        method: "POST",
        body: { patient_id: id },
        version: booking.version,
      });
    },
    onSettled: () => changed(client),
  });
}

const register = (booking: SelfBooking, distinct_person: boolean) =>
  api(patientSchema, PATIENTS, {
    method: "POST",
    body: {
      document_type: booking.document_type,
      document_number: booking.document_number,
      first_name: booking.first_name,
      last_name: booking.last_name,
      phone: booking.phone,
      email: booking.email,
      came_by: "INTERNET",
      distinct_person,
    },
  });

export function useReject() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ booking, reason }: { booking: SelfBooking; reason: string }) =>
      api(selfBookingSchema, `${SELF_BOOKINGS}/${booking.id}/reject`, {
        method: "POST",
        body: { reason },
        version: booking.version,
      }),
    onSettled: () => changed(client),
  });
}
