import { keepPreviousData, queryOptions, type QueryClient } from "@tanstack/react-query";
import { APPOINTMENTS } from "@/entities/paths";
import { invalidate, resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

const named = z.object({ id: z.number(), name: z.string() });

/** Where a length of time fits, first the earliest; each says what it leaves of its gap. */
const foundSlotsSchema = z.object({
  total: z.number(),
  days: z.array(z.object({ date: z.string(), count: z.number() })),
  own: z.object({ doctor_id: z.number(), start_time: z.string() }).nullish(),
  data: z.array(
    z.object({
      start_time: z.string(),
      end_time: z.string(),
      doctor: named,
      room: named.nullish(),
      before_minutes: z.number(),
      after_minutes: z.number(),
      best: z.boolean(),
    }),
  ),
});
type FoundSlots = z.infer<typeof foundSlotsSchema>;
export type FoundSlot = FoundSlots["data"][number];
/** Who attended the patient last, and when. */
export type OwnDoctor = FoundSlots["own"];
/** How many hours a day of the range has. */
export type FoundDay = FoundSlots["days"][number];

export type FreeSlotsQuestion = {
  minutes: number;
  from: string;
  to: string;
  part: "ANY" | "MORNING" | "AFTERNOON";
  doctor_ids?: string;
  room_id?: number;
  /** Whose other visits are in the way too. */
  patient_id?: number;
  /** Who does them, a room of their kind and their equipment are looked for. */
  treatment_ids?: string;
};

const FREE_SLOTS = `${APPOINTMENTS}/free-slots`;

/** Where it fits, with anyone or with some; null where the question is not whole yet. */
export const foundSlotsQuery = (question: FreeSlotsQuestion | null) =>
  queryOptions({
    ...resource(foundSlotsSchema, FREE_SLOTS, question ?? {}),
    enabled: question !== null,
    placeholderData: keepPreviousData,
  });

/** An hour went to somebody else, or came back. */
export const foundChanged = (client: QueryClient) => invalidate(client, [FREE_SLOTS]);

export const isSame = (one: FoundSlot, other: FoundSlot | null | undefined) =>
  one.start_time === other?.start_time && one.doctor.id === other.doctor.id;
