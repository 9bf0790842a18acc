import { z } from "@/lib/zod-es";

const personSchema = z.object({ id: z.string(), name: z.string() });
const annulledSchema = z.object({ by: personSchema, at: z.string(), reason: z.string() });

export const ORDER_KINDS = ["LABORATORY", "IMAGING"] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export const examSchema = z.object({
  id: z.number(),
  kind: z.enum(ORDER_KINDS),
  category: z.string(),
  name: z.string(),
  /** Of what is reported as a number. */
  unit: z.string().nullish(),
  low: z.string().nullish(),
  high: z.string().nullish(),
  active: z.boolean(),
  version: z.number(),
});
export type Exam = z.infer<typeof examSchema>;

const resultSchema = z.object({
  id: z.number(),
  /** Of which exam of the order, from one on; a document may be of all. */
  position: z.number().nullish(),
  value: z.string().nullish(),
  flag: z.enum(["LOW", "HIGH"]).nullish(),
  document: z
    .object({ id: z.number(), file_id: z.string(), title: z.string(), media_type: z.string(), withdrawn: z.boolean() })
    .nullish(),
  remark: z.string().nullish(),
  recorded_by: personSchema,
  recorded_at: z.string(),
  withdrawn: annulledSchema.nullish(),
});
export type OrderResult = z.infer<typeof resultSchema>;

export const orderSchema = z.object({
  id: z.number(),
  number: z.string(),
  kind: z.enum(ORDER_KINDS),
  patient_id: z.number(),
  /** The note that it was written beside. */
  note_id: z.number().nullish(),
  patient_name: z.string(),
  urgent: z.boolean(),
  indication: z.string(),
  diagnoses: z.array(z.object({ code: z.string(), description: z.string() })),
  items: z.array(
    z.object({
      exam_id: z.number(),
      category: z.string(),
      name: z.string(),
      unit: z.string().nullish(),
      low: z.string().nullish(),
      high: z.string().nullish(),
      detail: z.string().nullish(),
    }),
  ),
  professional: personSchema,
  issued_at: z.string(),
  state: z.enum(["ORDERED", "RESULTED", "SEEN", "ANNULLED"]),
  results: z.array(resultSchema),
  seen: z.object({ by: personSchema, at: z.string() }).nullish(),
  annulled: annulledSchema.nullish(),
});
export type Order = z.infer<typeof orderSchema>;
