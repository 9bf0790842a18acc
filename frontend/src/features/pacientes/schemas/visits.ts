import { APPOINTMENT_STATUSES } from "@/components/patterns/status-badge";
import { z } from "@/lib/zod-es";

const named = z.object({ id: z.number(), name: z.string() });

/** What a patient's file shows of an appointment. */
export const visitSchema = z.object({
  id: z.number(),
  patient: z.object({ id: z.number(), name: z.string() }),
  doctor: named,
  room: named.nullish(),
  start_time: z.string(),
  end_time: z.string(),
  status: z.enum(APPOINTMENT_STATUSES),
  reason: z.string().nullish(),
  overbooked: z.boolean(),
  cancel_reason: z.string().nullish(),
  treatments: z.array(z.object({ treatment_id: z.number(), name: z.string(), quantity: z.string() })),
  extras: z.array(z.object({ product_id: z.number(), name: z.string(), quantity: z.string() })),
  total: z.string(),
});
export type Visit = z.infer<typeof visitSchema>;

export const invoiceRowSchema = z.object({
  id: z.number(),
  number: z.string().nullish(),
  status: z.enum(["DRAFT", "ISSUED", "ANNULLED", "DISCARDED"]),
  payment_status: z.enum(["PENDING", "PARTIAL", "PAID"]),
  issue_date: z.string().nullish(),
  dated_on: z.string().nullish(),
  created_at: z.string(),
  appointment_id: z.number().nullish(),
  total: z.string(),
  paid: z.string(),
  balance: z.string(),
});
export type InvoiceRow = z.infer<typeof invoiceRowSchema>;
