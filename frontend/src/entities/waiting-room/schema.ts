import { z } from "@/lib/zod-es";

export const roomSettingsSchema = z.object({
  names: z.enum(["FIRST_INITIAL", "FIRST", "INITIALS"]),
  amber_minutes: z.number(),
  red_minutes: z.number(),
  note: z.string().nullable(),
  version: z.number(),
});
export type RoomSettings = z.infer<typeof roomSettingsSchema>;

/** Since when those who came today wait, and how long others did before they went in. */
export const waitingRoomSchema = z.object({
  settings: roomSettingsSchema,
  waits: z.array(
    z.object({
      doctor_id: z.number().nullable(),
      doctor_name: z.string().nullable(),
      waited: z.number(),
      minutes: z.number().nullable(),
    }),
  ),
  data: z.array(z.object({ id: z.number(), arrived_at: z.string().nullable(), started_at: z.string().nullable() })),
});
export type WaitingRoom = z.infer<typeof waitingRoomSchema>;

/** A link that shows the screen; whoever has it needs no login. */
export const screenLinkSchema = z.object({ url: z.string(), expires_at: z.string() });
