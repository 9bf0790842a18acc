import { z } from "@/lib/zod-es";

export const CHEQUE_STATES = ["HELD", "DEPOSITED", "BOUNCED", "VOIDED"] as const;

/** A payment by cheque: good from its day, deposited, bounced; VOIDED where its payment was. */
export const chequeSchema = z.object({
  id: z.number(),
  status: z.enum(CHEQUE_STATES),
  due_on: z.string(),
  amount: z.string(),
  reference: z.string().nullable(),
  bank: z.string().nullable(),
  received_on: z.string(),
  invoice_id: z.number(),
  invoice_number: z.string(),
  buyer_name: z.string(),
  deposited_on: z.string().nullable(),
  bounced_on: z.string().nullable(),
  bounce_reason: z.string().nullable(),
  replaced_by: z.number().nullable(),
  version: z.number(),
});
export type Cheque = z.infer<typeof chequeSchema>;
