import { z } from "@/lib/zod-es";

const itemSchema = z.object({
  treatment_id: z.number(),
  treatment_name: z.string(),
  list_price: z.string(),
  sessions: z.number(),
});

/** A package of the catalogue. */
export const packageSchema = z.object({
  id: z.number(),
  name: z.string(),
  items: z.array(itemSchema),
  price: z.string(),
  iva_code: z.string(),
  validity_days: z.number().nullable(),
  active: z.boolean(),
  version: z.number(),
});
export type Package = z.infer<typeof packageSchema>;

export const HELD_STATES = ["OPEN", "EXPIRED", "USED", "VOID"] as const;

/** A package that was sold. */
export const heldSchema = z.object({
  id: z.number(),
  package_id: z.number(),
  invoice_id: z.number(),
  number: z.string(),
  /** No credit note, so nothing of it is refunded. */
  final_consumer: z.boolean(),
  name: z.string(),
  patient_id: z.number(),
  patient_name: z.string(),
  sold_on: z.string(),
  expires_on: z.string().nullable(),
  state: z.enum(HELD_STATES),
  sessions: z.number(),
  used: z.number(),
  amount: z.string(),
  delivered: z.string(),
  refunded: z.string(),
  remaining: z.string(),
  version: z.number(),
});
export type Held = z.infer<typeof heldSchema>;

const useSchema = z.object({
  id: z.number(),
  kind: z.enum(["REDEEMED", "REFUNDED", "EXPIRED"]),
  session: z.number(),
  treatment_name: z.string(),
  value: z.string(),
  day: z.string(),
  patient_name: z.string().nullable(),
  doctor_name: z.string().nullable(),
  appointment_id: z.number().nullable(),
  undone_at: z.string().nullable(),
  undone_reason: z.string().nullable(),
});
export type SessionUse = z.infer<typeof useSchema>;

const heldItemSchema = z.object({
  id: z.number(),
  treatment_id: z.number(),
  treatment_name: z.string(),
  sessions: z.number(),
  left: z.number(),
});

/** The same, with its sessions, who else uses it and how its time was extended. */
export const heldDetailSchema = heldSchema.extend({
  items: z.array(heldItemSchema),
  sharers: z.array(z.object({ patient_id: z.number(), patient_name: z.string() })),
  extensions: z.array(z.object({ was: z.string(), expires_on: z.string(), reason: z.string() })),
  uses: z.array(useSchema),
});
export type HeldDetail = z.infer<typeof heldDetailSchema>;

const sums = { count: z.number(), sessions: z.number(), open: z.string(), expired: z.string(), remaining: z.string() };

/** What was sold and is still to be given. */
export const liabilitySchema = z.object({
  today: z.string(),
  rows: z.array(z.object({ package_id: z.number(), name: z.string(), ...sums })),
  total: z.object(sums),
});
export type Liability = z.infer<typeof liabilitySchema>;
