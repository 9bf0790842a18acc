import { queryOptions, type QueryClient } from "@tanstack/react-query";
import { HOLDS } from "@/entities/paths";
import { api, listOf, nothing } from "@/lib/api";
import { addDays, at } from "@/lib/dates";
import { invalidate, resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

const holdSchema = z.object({
  id: z.number(),
  doctor: z.object({ id: z.number(), name: z.string() }),
  start_time: z.string(),
  end_time: z.string(),
  kind: z.enum(["AGENDA", "ONLINE"]),
  holder_name: z.string(),
  mine: z.boolean(),
  created_at: z.string(),
  expires_at: z.string(),
});
export type Hold = z.infer<typeof holdSchema>;

const LEAST_MS = 1000;

/** Hours that somebody is choosing. Asked again when the first of them expires: they free themselves without a word. */
export const holdsQuery = ({ from, to }: { from: string; to: string }) =>
  queryOptions({
    ...resource(listOf(holdSchema), HOLDS, { from: at(from), to: at(addDays(to, 1)) }),
    refetchInterval: ({ state }) => {
      const ends = (state.data ?? []).map(({ expires_at }) => Date.parse(expires_at));
      return ends.length > 0 ? Math.max(Math.min(...ends) - Date.now(), LEAST_MS) : 30_000;
    },
  });

const changed = (client: QueryClient) => invalidate(client, [HOLDS]);

export type Place = {
  doctor_id: number;
  room_id?: number;
  start_time: string;
  end_time: string;
  /** What will be done: its equipment and preparation are kept too. */
  treatment_ids?: number[];
};

const later = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();

/** Keeps an hour for whoever asks, instead of the one they held before; its times are by this machine's clock, right or wrong. */
export async function hold(client: QueryClient, place: Place): Promise<Hold> {
  const held = await api(holdSchema, HOLDS, { method: "POST", body: place });
  void changed(client);
  const late = Date.now() - Date.parse(held.created_at);
  return { ...held, created_at: later(held.created_at, late), expires_at: later(held.expires_at, late) };
}

/** Gives it back; one that is over is no matter. */
export async function release(client: QueryClient, id: number) {
  await api(nothing, `${HOLDS}/${id}`, { method: "DELETE" }).catch(() => undefined);
  void changed(client);
}
