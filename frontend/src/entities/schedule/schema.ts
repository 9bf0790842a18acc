import { z } from "@/lib/zod-es";

export const roomSchema = z.object({ id: z.number(), name: z.string(), active: z.boolean(), version: z.number() });
export type Room = z.infer<typeof roomSchema>;

const openingSchema = z.object({ weekday: z.number(), start_time: z.string(), end_time: z.string() });
export type Opening = z.infer<typeof openingSchema>;

export const workingHoursSchema = z.object({
  doctor_id: z.number(),
  items: z.array(openingSchema),
  version: z.number(),
});
export type WorkingHours = z.infer<typeof workingHoursSchema>;

export const timeOffSchema = z.object({
  id: z.number(),
  doctor_id: z.number(),
  start_time: z.string(),
  end_time: z.string(),
  reason: z.string(),
});
export type TimeOff = z.infer<typeof timeOffSchema>;
export const newTimeOffSchema = timeOffSchema.extend({ affected_appointments: z.number() });
