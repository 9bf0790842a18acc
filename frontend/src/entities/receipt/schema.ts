import { METHODS, PURCHASE_TYPES } from "@/entities/expense/schema";
import { z } from "@/lib/zod-es";

const person = z.object({ id: z.string(), name: z.string() });

export const receiptDocumentSchema = z.object({
  supplier_name: z.string(),
  supplier_ruc: z.string().nullable(),
  document_type: z.enum(PURCHASE_TYPES),
  document_number: z.string(),
  authorisation: z.string().nullable(),
  date: z.string(),
  amount: z.string(),
  iva: z.string(),
  base_zero: z.string(),
  payment_method: z.enum(METHODS),
  /** What of the amount is in the lots; the rest is an expense of its day. */
  stocked: z.string(),
  repeated: z.boolean(),
});
export type ReceiptDocument = z.infer<typeof receiptDocumentSchema>;

/** What came in together. */
export const receiptSchema = z.object({
  id: z.number(),
  document: receiptDocumentSchema.nullable(),
  material: z.string(),
  line_count: z.number(),
  received_by: person,
  received_at: z.string(),
  annulled_at: z.string().nullable(),
  annulled_by: person.nullable(),
  annulled_reason: z.string().nullable(),
  version: z.number(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const receiptDetailSchema = receiptSchema.extend({
  lines: z.array(
    z.object({
      movement_id: z.number(),
      product_id: z.number(),
      product_name: z.string(),
      unit: z.string(),
      lot_id: z.number(),
      lot_number: z.string(),
      expiry_date: z.string().nullable(),
      quantity: z.string(),
      unit_cost: z.string(),
    }),
  ),
});
export type ReceiptDetail = z.infer<typeof receiptDetailSchema>;
