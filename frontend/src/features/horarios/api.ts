import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed } from "@/entities/schedule/changed";
import {
  changedRoomSchema,
  removedHolidaySchema,
  savedHolidaySchema,
  newTimeOffSchema,
  replacedHoursSchema,
} from "@/entities/schedule/saved";
import {
  bookingRulesSchema,
  roomSchema,
  timeOffSchema,
  type BookingRules,
  type Holiday,
  type Opening,
  type Room,
  type WorkingHours,
} from "@/entities/schedule/schema";
import { equipmentSchema, type Equipment } from "@/entities/schedule/needs";
import { api } from "@/lib/api";

export function useCreateRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; kind: string | null; capacity: number }) =>
      api(roomSchema, "/citas/rooms", { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

/** Renames a room, or takes it out of use: then whoever was to be in it is told. */
export function useChangeRoom() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ room, ...body }: { room: Room } & Partial<Pick<Room, "name" | "kind" | "capacity" | "active">>) =>
      api(changedRoomSchema, `/citas/rooms/${room.id}`, { method: "PATCH", body, version: room.version }),
    onSettled: () => changed(client),
  });
}

/** Makes a piece of equipment, changes it, takes it out of use. */
export function useSaveEquipment() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      piece,
      ...body
    }: { piece?: Equipment } & Partial<Pick<Equipment, "name" | "capacity" | "active">>) =>
      piece
        ? api(equipmentSchema, `/citas/equipment/${piece.id}`, { method: "PATCH", body, version: piece.version })
        : api(equipmentSchema, "/citas/equipment", { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

export function useSaveBookingRules() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ rules, ...body }: { rules: BookingRules } & Omit<BookingRules, "version">) =>
      api(bookingRulesSchema, "/citas/booking-rules", { method: "PUT", body, version: rules.version }),
    onSettled: () => changed(client),
  });
}

export function useSaveHours() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ hours, ...body }: { hours: WorkingHours; items: Opening[]; valid_from?: string }) =>
      api(replacedHoursSchema, `/citas/doctors/${hours.doctor_id}/working-hours`, {
        method: "PUT",
        body,
        version: hours.version,
      }),
    onSettled: () => changed(client),
  });
}

/** Takes back a timetable that has not begun: the one before it goes on. */
export function useRemoveTimetable() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ hours, validFrom }: { hours: WorkingHours; validFrom: string }) =>
      api(replacedHoursSchema, `/citas/doctors/${hours.doctor_id}/working-hours/${validFrom}`, {
        method: "DELETE",
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

/** Closes a day, names it, or attends on a national holiday; whoever is booked on a day that closes is told. */
export function useSaveHoliday() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ date, version, name, closed }: Pick<Holiday, "date" | "version" | "name" | "closed">) =>
      api(savedHolidaySchema, `/citas/holidays/${date}`, { method: "PUT", body: { name, closed }, version }),
    onSettled: () => changed(client),
  });
}

export function useRemoveHoliday() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ date, version }: Holiday) =>
      api(removedHolidaySchema, `/citas/holidays/${date}`, { method: "DELETE", version }),
    onSettled: () => changed(client),
  });
}
