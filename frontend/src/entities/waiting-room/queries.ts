import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { WAITING_ROOM } from "@/entities/paths";
import { invalidate, resource } from "@/lib/resource";
import { waitingRoomSchema } from "./schema";

/** When people came and went in, of everybody or of one professional. */
export const waitingRoomQuery = (doctorId: number | null) =>
  queryOptions({ ...resource(waitingRoomSchema, WAITING_ROOM, { doctor_id: doctorId }), refetchInterval: 60_000 });

export const changed = (client: QueryClient) => invalidate(client, [WAITING_ROOM]);
