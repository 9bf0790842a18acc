import { z } from "@/lib/zod-es";

export const CHEQUE_STATES = ["HELD", "DEPOSITED", "BOUNCED", "RETURNED", "VOIDED"] as const;

/** A payment or a deposit by cheque: good from its day, deposited, bounced; RETURNED to the patient whose deposit it was; VOIDED where its payment was. */
export const chequeSchema = z.object({
  id: z.number(),
  status: z.enum(CHEQUE_STATES),
  due_on: z.string(),
  amount: z.string(),
  reference: z.string().nullable(),
  bank: z.string().nullable(),
  received_on: z.string(),
  /** Null of money on account. */
  invoice_id: z.number().nullable(),
  invoice_number: z.string().nullable(),
  patient_id: z.number().nullable(),
  buyer_name: z.string().nullable(),
  deposited_on: z.string().nullable(),
  bounced_on: z.string().nullable(),
  bounce_reason: z.string().nullable(),
  replaced_by: z.number().nullable(),
  version: z.number(),
});
export type Cheque = z.infer<typeof chequeSchema>;
