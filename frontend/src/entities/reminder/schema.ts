import { z } from "@/lib/zod-es";

export const MOMENTS = ["BOOKED", "BEFORE", "MOVED", "CANCELLED"] as const;
export const CHANNELS = ["MAIL", "WHATSAPP"] as const;

export const ruleSchema = z.object({
  id: z.number(),
  name: z.string(),
  moment: z.enum(MOMENTS),
  /** Only before a visit. */
  minutes_before: z.number().nullable(),
  channel: z.enum(CHANNELS),
  /** None: every visit. */
  treatments: z.array(z.object({ id: z.number(), name: z.string() })),
  subject: z.string(),
  body: z.string(),
  active: z.boolean(),
  version: z.number(),
});
export type Rule = z.infer<typeof ruleSchema>;

export const settingsSchema = z.object({ quiet_from: z.string(), quiet_to: z.string(), version: z.number() });
export type Settings = z.infer<typeof settingsSchema>;

export const previewSchema = z.object({
  subject: z.string(),
  text: z.string(),
  missing: z.array(z.string()),
  variables: z.array(z.object({ name: z.string(), meaning: z.string() })),
});

export const reminderSchema = z.object({
  id: z.number(),
  appointment_id: z.number(),
  rule: z.string(),
  moment: z.enum(MOMENTS),
  channel: z.enum(CHANNELS),
  visit_at: z.string(),
  due_at: z.string(),
  state: z.enum(["PENDING", "QUEUED", "SENT", "SKIPPED", "FAILED"]),
  reason: z.string().nullable(),
  sent_at: z.string().nullable(),
  sent_by: z.string().nullable(),
  seen_at: z.string().nullable(),
  answer: z.enum(["CONFIRM", "CANCEL", "MOVE"]).nullable(),
  answer_note: z.string().nullable(),
  answered_at: z.string().nullable(),
  handled_at: z.string().nullable(),
  handled_by: z.string().nullable(),
});
export type Reminder = z.infer<typeof reminderSchema>;

export const visitReminderSchema = reminderSchema.extend({
  patient: z.object({ id: z.number(), name: z.string(), phone: z.string().nullable() }),
  doctor: z.object({ id: z.number(), name: z.string() }),
});
export type VisitReminder = z.infer<typeof visitReminderSchema>;

export const messageSchema = z.object({
  text: z.string().optional(),
  talk: z.string().nullish(),
  missing: z.array(z.string()),
});
