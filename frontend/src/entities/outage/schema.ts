import { z } from "@/lib/zod-es";

const personSchema = z.object({ id: z.string(), name: z.string() });
const namedSchema = z.object({ id: z.number(), name: z.string() });

/** When the clinic worked on paper; without an end while it does. */
export const outageSchema = z.object({
  id: z.number(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  reason: z.string(),
  declared_by: personSchema,
  entries: z.number(),
  version: z.number(),
});
export type Outage = z.infer<typeof outageSchema>;

export const outageEntrySchema = z.object({
  id: z.number(),
  outage_id: z.number(),
  appointment_id: z.number(),
  completion: z.number(),
  sheet: z.string().nullable(),
  started_at: z.string(),
  ended_at: z.string(),
  entered_by: personSchema,
  entered_at: z.string(),
});

/** A visit of those hours, and what was entered of it. */
export const paperVisitSchema = z.object({
  appointment_id: z.number(),
  patient: namedSchema,
  doctor: namedSchema,
  start_time: z.string(),
  end_time: z.string(),
  status: z.enum(["PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED", "CANCELLED", "NO_SHOW"]),
  entry: outageEntrySchema.nullable(),
});
export type PaperVisit = z.infer<typeof paperVisitSchema>;

/** That a note of what was written on paper is there, not what it says. */
export const paperNoteSchema = z.object({
  note_id: z.number(),
  appointment_id: z.number().nullable(),
  status: z.enum(["DRAFT", "SIGNED"]),
  author: personSchema,
});
