import { z } from "@/lib/zod-es";

/** Of a kind, for the treatments that need one; with places for so many visits at once. */
export const roomSchema = z.object({
  id: z.number(),
  name: z.string(),
  kind: z.string().nullish(),
  capacity: z.number().default(1),
  active: z.boolean(),
  version: z.number(),
});
export type Room = z.infer<typeof roomSchema>;

const openingSchema = z.object({
  weekday: z.number(),
  start_time: z.string(),
  end_time: z.string(),
  valid_from: z.string().nullish(),
  valid_until: z.string().nullish(),
});
export type Opening = z.infer<typeof openingSchema>;

/** What is in force today (`items`), and every timetable with the day on which it begins; the first has none. */
export const workingHoursSchema = z.object({
  doctor_id: z.number(),
  items: z.array(openingSchema),
  timetables: z.array(z.object({ valid_from: z.string().nullable(), items: z.array(openingSchema) })).default([]),
  version: z.number(),
});
export type WorkingHours = z.infer<typeof workingHoursSchema>;
export type Timetable = WorkingHours["timetables"][number];

/** A doctor's openings of all timetables, each with the days between which it is valid. */
export const openingsSchema = z.object({ doctor_id: z.number(), openings: z.array(openingSchema) });

export const timeOffSchema = z.object({
  id: z.number(),
  doctor_id: z.number(),
  start_time: z.string(),
  end_time: z.string(),
  reason: z.string(),
});
export type TimeOff = z.infer<typeof timeOffSchema>;

/** A day of rest: the law's (`NATIONAL`), whatever the clinic says of it, or the clinic's own. Version 0 is the law's word. */
export const holidaySchema = z.object({
  date: z.string(),
  name: z.string(),
  closed: z.boolean(),
  origin: z.enum(["NATIONAL", "CLINIC"]),
  version: z.number(),
});
export type Holiday = z.infer<typeof holidaySchema>;

const named = z.object({ id: z.number(), name: z.string() });

/** Visits still to come that lost their doctor, hour or room. */
export const strandedSchema = z.object({
  total: z.number(),
  data: z.array(
    z.object({
      id: z.number(),
      start_time: z.string(),
      end_time: z.string(),
      patient_name: z.string().nullish(),
      doctor: named,
      room: named.nullish(),
      causes: z.array(z.enum(["DOCTOR", "HOLIDAY", "HOURS", "TIME_OFF", "ROOM"])),
    }),
  ),
});
export type Stranded = z.infer<typeof strandedSchema>;

export const bookingRulesSchema = z.object({
  overbooked_at_once: z.number(),
  /** What is drawn or dragged in the agenda falls on a multiple of these. */
  snap_minutes: z.number().default(5),
  /** To how many of the waiting list a freed hour is offered at once, and for how many minutes. */
  waitlist_offers: z.number().default(3),
  waitlist_minutes: z.number().default(30),
  waitlist_automatic: z.boolean().default(false),
  /** For how many minutes an hour is kept for whoever is choosing it. */
  hold_minutes: z.number().default(5),
  /** With how many misses in twelve months a deposit is asked; 0: never. After how many minutes somebody is late. */
  deposit_misses: z.number().default(0),
  late_minutes: z.number().default(10),
  /** How far ahead anybody is booked. */
  horizon_months: z.number().default(24),
  version: z.number(),
});
export type BookingRules = z.infer<typeof bookingRulesSchema>;
