import { APPOINTMENT_STATUSES } from "@/components/patterns/status-badge";
import { z } from "@/lib/zod-es";

const named = z.object({ id: z.number(), name: z.string() });

const treatmentLineSchema = z.object({
  treatment_id: z.number(),
  code: z.string(),
  name: z.string(),
  quantity: z.string(),
  unit_price: z.string(),
  duration_minutes: z.number(),
  iva_code: z.string(),
  plan_item_id: z.number().nullish(),
});
export type TreatmentLine = z.infer<typeof treatmentLineSchema>;

const extraLineSchema = z.object({
  product_id: z.number(),
  code: z.string(),
  name: z.string(),
  quantity: z.string(),
  unit_price: z.string(),
  iva_code: z.string(),
});
export type ExtraLine = z.infer<typeof extraLineSchema>;

export const appointmentSchema = z.object({
  id: z.number(),
  patient: z.object({
    id: z.number(),
    name: z.string(),
    document_type: z.string().nullish(),
    document_number: z.string().nullish(),
    phone: z.string().nullish(),
    email: z.string().nullish(),
  }),
  doctor: named,
  room: named.nullish(),
  start_time: z.string(),
  end_time: z.string(),
  status: z.enum(APPOINTMENT_STATUSES),
  reason: z.string().nullish(),
  overbooked: z.boolean(),
  overbook_reason: z.string().nullish(),
  overbook_room: z.boolean(),
  cancel_reason: z.string().nullish(),
  completed_at: z.string().nullish(),
  /** Minutes before and after it that occupy the room and the equipment. */
  preparation_minutes: z.number().default(0),
  cleaning_minutes: z.number().default(0),
  equipment: z.array(named).default([]),
  /** Of what repeats or has parts: which visit of it, and which part of that visit, both from 0 on. */
  series: z.object({ id: z.number(), occurrence: z.number(), part: z.number() }).nullish(),
  treatments: z.array(treatmentLineSchema),
  extras: z.array(extraLineSchema),
  total: z.string(),
  version: z.number(),
});
export type Appointment = z.infer<typeof appointmentSchema>;

/** When a patient was last attended and is expected next. */
export const patientVisitsSchema = z.object({
  patient_id: z.number(),
  last: z.string().nullable(),
  next: z.string().nullable(),
});

/** What the service answers to a replacement of lines: the appointment's new version travels with it. */
export const savedLinesSchema = z.object({ appointment_id: z.number(), total: z.string(), version: z.number() });

/** A step that was taken back: from which status to which, why, by whom and when. */
export const correctionSchema = z.object({
  id: z.number(),
  from_status: appointmentSchema.shape.status,
  to_status: appointmentSchema.shape.status,
  reason: z.string(),
  corrected_by: named,
  created_at: z.string(),
});
export type Correction = z.infer<typeof correctionSchema>;

const slotSchema = z.object({ start_time: z.string(), end_time: z.string() });
export type FreeSlot = z.infer<typeof slotSchema>;

const clashSchema = slotSchema.extend({
  id: z.number(),
  what: z.enum(["doctor", "room", "patient", "equipment"]),
  patient_name: z.string().nullish(),
});
export type Clash = z.infer<typeof clashSchema>;

export const availabilitySchema = z.object({
  available: z.boolean(),
  reason: z.string().nullish(),
  /** What the treatments need of the professional, the room or the equipment and is not so; no overbooking lifts it. */
  unmet: z.string().nullish(),
  conflicts: z.array(clashSchema),
  next_slots: z.array(slotSchema),
  /** What the service named as being in the way, where it refused: CAP cannot be overbooked, nor can PATIENT. */
  obstacle: z.enum(["DOCTOR", "ROOM", "EQUIPMENT", "PATIENT", "CAP", "HOURS", "HELD"]).optional(),
});
export type Availability = z.infer<typeof availabilitySchema>;

/** The extra members of a 409 that says an hour is taken. */
export const refusalSchema = z.object({
  conflicts: z.array(clashSchema).default([]),
  next_slots: z.array(slotSchema),
  obstacle: availabilitySchema.shape.obstacle,
});

export const dayCountSchema = z.object({
  date: z.string(),
  count: z.number(),
  by_status: z.record(z.string(), z.number()),
});
export type DayCount = z.infer<typeof dayCountSchema>;

/** What a doctor still has free. */
export const scheduleSchema = z.object({ free_slots: z.array(slotSchema) });
