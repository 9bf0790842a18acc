import { z } from "@/lib/zod-es";

export const onlineSettingsSchema = z.object({
  enabled: z.boolean(),
  mode: z.enum(["BOOK", "REQUEST"]),
  treatment_ids: z.array(z.number()),
  doctor_ids: z.array(z.number()),
  new_patients: z.boolean(),
  notice_minutes: z.number(),
  horizon_days: z.number(),
  per_person: z.number(),
  cancel_minutes: z.number(),
  hold_minutes: z.number(),
  request_hours: z.number(),
  phone: z.string().nullable(),
  note: z.string().nullable(),
  url: z.string(),
  /** As an image of the page's address. */
  qr: z.string(),
  /** Whether the system can send mail: without it nobody confirms theirs. */
  mails: z.boolean(),
  version: z.number(),
});
export type OnlineSettings = z.infer<typeof onlineSettingsSchema>;

export const selfBookingSchema = z.object({
  id: z.number(),
  state: z.enum(["REQUESTED", "BOOKED", "REJECTED", "CANCELLED"]),
  first_name: z.string(),
  last_name: z.string(),
  document_type: z.enum(["CEDULA", "PASSPORT"]),
  document_number: z.string(),
  phone: z.string(),
  email: z.string(),
  treatment: z.string(),
  doctor: z.object({ id: z.number(), name: z.string() }),
  start_time: z.string(),
  end_time: z.string(),
  doubt: z.enum(["MODE", "UNKNOWN", "BUSY", "MISSED", "MANY"]).nullable(),
  held_until: z.string().nullable(),
  reject_reason: z.string().nullable(),
  decided_by: z.string().nullable(),
  appointment_id: z.number().nullable(),
  version: z.number(),
  confirmed_at: z.string(),
});
export type SelfBooking = z.infer<typeof selfBookingSchema>;
