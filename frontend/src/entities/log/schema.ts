import { eventLabel } from "@/lib/events";
import { z } from "@/lib/zod-es";

export const LEVELS = ["INFO", "WARNING", "ERROR"] as const;
export const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

const writtenSchema = z.object({
  id: z.number(),
  occurred_at: z.string(),
  service: z.string(),
  level: levelSchema,
  type: z.string(),
  message: z.string(),
  user: z.object({ id: z.string(), name: z.string().nullish(), role: z.string().nullish() }).nullish(),
  ip: z.string().nullish(),
  patient_id: z.number().nullish(),
  aggregate: z.string(),
  request_id: z.string().nullish(),
  data: z.record(z.unknown()).default({}),
});

/** What happened to somebody who was erased is told by its type alone, which is said in the clinic's words. */
export const entrySchema = writtenSchema.transform((entry) => ({
  ...entry,
  message: entry.message.replace(` · ${entry.type}`, ` · ${eventLabel(entry.type)}`),
}));
export type Entry = z.infer<typeof entrySchema>;

export const statsSchema = z.object({
  total: z.number(),
  by_service: z.array(z.object({ service: z.string(), count: z.number() })),
  by_level: z.array(z.object({ level: levelSchema, count: z.number() })),
  by_day: z.array(z.object({ date: z.string(), count: z.number() })),
  by_type: z.array(z.object({ type: z.string(), count: z.number() })),
});
export type Stats = z.infer<typeof statsSchema>;
