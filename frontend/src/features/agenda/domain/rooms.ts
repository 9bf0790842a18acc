import type { Appointment } from "@/entities/appointment/schema";
import type { Room } from "@/entities/schedule/schema";

export const NO_ROOM_COLUMN = "none";
export type RoomColumn = { id: string; name: string };
export const WITHOUT_ROOM: RoomColumn = { id: NO_ROOM_COLUMN, name: "Sin consultorio" };

/** A column for each room in use, or that a visit is still in; one for the visits without any. */
export function roomsShown(rooms: readonly Room[], appointments: readonly Appointment[]): RoomColumn[] {
  const used = new Set(appointments.map(({ room }) => room?.id ?? null));
  const known = rooms
    .filter(({ id, active }) => active || used.has(id))
    .map(({ id, name }) => ({ id: String(id), name }));
  return used.has(null) || known.length === 0 ? [...known, WITHOUT_ROOM] : known;
}

export const roomColumnOf = ({ room }: Appointment) => (room ? String(room.id) : NO_ROOM_COLUMN);
