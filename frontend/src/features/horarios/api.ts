import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/schedule/changed";
import {
  bookingRulesSchema,
  changedRoomSchema,
  newTimeOffSchema,
  replacedHoursSchema,
  roomSchema,
  timeOffSchema,
  type BookingRules,
  type Opening,
  type Room,
  type WorkingHours,
} from "@/entities/schedule/schema";
import { api } from "@/lib/api";

export function useCreateRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string }) => api(roomSchema, "/citas/rooms", { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

/** Renames a room, or takes it out of use: then whoever was to be in it is told. */
export function useChangeRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ room, ...body }: { room: Room; name?: string; active?: boolean }) =>
      api(changedRoomSchema, `/citas/rooms/${room.id}`, { method: "PATCH", body, version: room.version }),
    onSettled: () => changed(client),
  });
}

export function useSaveBookingRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ rules, ...body }: { rules: BookingRules; overbooked_at_once: number; snap_minutes: number }) =>
      api(bookingRulesSchema, "/citas/booking-rules", { method: "PUT", body, version: rules.version }),
    onSettled: () => changed(client),
  });
}

export function useSaveHours() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ hours, items }: { hours: WorkingHours; items: Opening[] }) =>
      api(replacedHoursSchema, `/citas/doctors/${hours.doctor_id}/working-hours`, {
        method: "PUT",
        body: { items },
        version: hours.version,
      }),
    onSettled: () => changed(client),
  });
}

export function useAddTimeOff(doctorId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { start_time: string; end_time: string; reason: string }) =>
      api(newTimeOffSchema, `/citas/doctors/${doctorId}/time-off`, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export function useCancelTimeOff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api(timeOffSchema, `/citas/time-off/${id}/cancel`, { method: "POST" }),
    onSettled: () => changed(client),
  });
}
