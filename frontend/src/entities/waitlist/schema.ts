import { z } from "@/lib/zod-es";

const named = z.object({ id: z.number(), name: z.string() });
const someone = named.extend({ phone: z.string().nullable() });
const visit = z.object({ id: z.number(), start_time: z.string() });

const windowSchema = z.object({ weekday: z.number(), start_time: z.string(), end_time: z.string() });
export type Window = z.infer<typeof windowSchema>;

export const entrySchema = z.object({
  id: z.number(),
  patient: someone.extend({ document_number: z.string().nullable(), email: z.string().nullable() }),
  treatments: z.array(
    z.object({
      treatment_id: z.number(),
      name: z.string(),
      quantity: z.string(),
      unit_price: z.string(),
      duration_minutes: z.number(),
    }),
  ),
  minutes: z.number(),
  /** Null: with anyone. */
  doctor: named.nullable(),
  windows: z.array(windowSchema),
  first_day: z.string(),
  last_day: z.string().nullable(),
  notice_minutes: z.number(),
  gives_up: visit.nullable(),
  note: z.string().nullable(),
  priority: z.boolean(),
  priority_reason: z.string().nullable(),
  state: z.enum(["WAITING", "OFFERED", "BOOKED", "WITHDRAWN", "EXPIRED"]),
  appointment: visit.nullable(),
  /** Hours that were given out and not offered to them; why not, the last time. */
  skipped: z.object({ times: z.number(), reason: z.string() }).nullable().default(null),
  created_at: z.string(),
  version: z.number(),
});
export type Entry = z.infer<typeof entrySchema>;

export const OFFER_STATES = ["OPEN", "ACCEPTED", "DECLINED", "LOST", "WITHDRAWN", "EXPIRED"] as const;

export const offerSchema = z.object({
  id: z.number(),
  entry_id: z.number(),
  patient: someone,
  doctor: named,
  start_time: z.string(),
  end_time: z.string(),
  reason: z.string(),
  mailed: z.boolean(),
  state: z.enum(OFFER_STATES),
  appointment_id: z.number().nullable(),
  created_at: z.string(),
  expires_at: z.string(),
  seen_at: z.string().nullable(),
  ended_at: z.string().nullable(),
});
export type Offer = z.infer<typeof offerSchema>;

export const gapSchema = z.object({
  id: z.number(),
  appointment_id: z.number(),
  doctor: named,
  room: named.nullable(),
  start_time: z.string(),
  end_time: z.string(),
  cause: z.enum(["CANCELLED", "RESCHEDULED", "NO_SHOW"]),
  freed_at: z.string(),
  freed_by: z.string(),
  state: z.enum(["FREE", "OFFERED", "TAKEN"]),
  /** How many of the list could come. */
  fits: z.number(),
  /** It offers itself, round after round; when next, and why to nobody the last time. */
  automatic: z.boolean().default(false),
  offer_at: z.string().nullable().default(null),
  offer_note: z.string().nullable().default(null),
  offers: z.array(offerSchema),
});
export type Gap = z.infer<typeof gapSchema>;

const candidateSchema = z.object({
  entry_id: z.number(),
  patient: someone,
  minutes: z.number(),
  place: z.number().nullable(),
  reason: z.string(),
});
export type Candidate = z.infer<typeof candidateSchema>;
export const candidatesSchema = z.object({ fit: z.array(candidateSchema), unfit: z.array(candidateSchema) });

export const turnSchema = z.object({
  start_time: z.string(),
  doctor_name: z.string(),
  outcome: z.enum([...OFFER_STATES, "PASSED", "UNFIT"]),
  place: z.number().nullable(),
  reason: z.string(),
  created_at: z.string(),
});
export type Turn = z.infer<typeof turnSchema>;

export const recoveredSchema = z.object({
  freed: z.number(),
  booked: z.number(),
  minutes: z.number(),
  total: z.string(),
});

export const recoveredVisitSchema = z.object({
  appointment_id: z.number(),
  given_at: z.string(),
  start_time: z.string(),
  minutes: z.number(),
  status: z.enum(["PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED"]),
  patient: named,
  doctor: named,
  total: z.string(),
  /** Its invoice or its draft. */
  invoice: z
    .object({
      invoice_id: z.number(),
      number: z.string().nullable(),
      status: z.enum(["DRAFT", "ISSUED"]),
      total: z.string(),
      credited: z.string(),
      paid: z.string(),
    })
    .nullable(),
});
export type RecoveredVisit = z.infer<typeof recoveredVisitSchema>;

/** Held against what was invoiced; nothing of it for who sees no invoices. */
export const recoveredVisitsSchema = z.object({
  data: z.array(recoveredVisitSchema),
  total: z.string(),
  invoiced: z.string().nullable(),
  paid: z.string().nullable(),
  not_invoiced: z.string().nullable(),
});
export type RecoveredVisits = z.infer<typeof recoveredVisitsSchema>;

export const madeLinkSchema = z.object({ url: z.string(), expires_at: z.string() });
