import { z } from "@/lib/zod-es";

const by = z.object({ id: z.string(), name: z.string() });
const use = {
  id: z.number(),
  appointment_id: z.number(),
  patient: z.object({ id: z.number().nullable(), name: z.string().nullable() }),
  tooth: z.number().nullable(),
  used_on: z.string(),
  noted_at: z.string(),
  noted_by: by,
  withdrawn: z.object({ at: z.string(), by, reason: z.string() }).nullable(),
};

export const materialUseSchema = z.object({
  ...use,
  product_name: z.string(),
  unit: z.string(),
  lot_id: z.number(),
  lot_number: z.string(),
  expiry_date: z.string().nullable(),
  recalled: z.boolean(),
  quantity: z.string(),
});
export type MaterialUse = z.infer<typeof materialUseSchema>;

const indicator = z.enum(["PASSED", "FAILED"]);
export const BIOLOGICAL = ["NONE", "PENDING", "PASSED", "FAILED"] as const;
const biological = z.enum(BIOLOGICAL);

export const packUseSchema = z.object({
  ...use,
  pack_id: z.number(),
  label: z.string(),
  contents: z.string(),
  cycle_id: z.number(),
  autoclave: z.string(),
  cycle_number: z.number(),
  chemical: indicator,
  biological,
});
export type PackUse = z.infer<typeof packUseSchema>;

export const usableLotSchema = z.object({
  id: z.number(),
  product_name: z.string(),
  unit: z.string(),
  lot_number: z.string(),
  expiry_date: z.string().nullable(),
  quantity: z.string(),
});
export type UsableLot = z.infer<typeof usableLotSchema>;

/** A visit in which a lot was used. */
export const lotVisitSchema = z.object({
  appointment_id: z.number(),
  patient: z.object({ id: z.number().nullable(), name: z.string().nullable() }),
  used_on: z.string(),
  quantity: z.string(),
  teeth: z.array(z.number()),
});
export type LotVisit = z.infer<typeof lotVisitSchema>;

/** What a completed visit took of each lot, and how much of it is noted. */
export const visitMaterialsSchema = z.object({
  completed: z.boolean(),
  consumed: z.array(
    z.object({
      lot_id: z.number(),
      lot_number: z.string(),
      product_name: z.string(),
      unit: z.string(),
      quantity: z.string(),
      noted: z.string(),
    }),
  ),
});

export const cycleSchema = z.object({
  id: z.number(),
  autoclave: z.string(),
  number: z.number(),
  program: z.string().nullable(),
  temperature: z.string(),
  minutes: z.number(),
  started_at: z.string(),
  chemical: indicator,
  biological,
  biological_at: z.string().nullable(),
  biological_by: by.nullable(),
  remark: z.string().nullable(),
  operator: by,
  packs: z.number(),
  packs_used: z.number(),
  version: z.number(),
});
export type Cycle = z.infer<typeof cycleSchema>;

export const packSchema = z.object({
  id: z.number(),
  cycle_id: z.number(),
  label: z.string(),
  contents: z.string(),
  sterile_until: z.string(),
  state: z.enum(["READY", "USED", "EXPIRED", "FAILED", "DISCARDED"]),
  discarded_reason: z.string().nullable(),
});
export type Pack = z.infer<typeof packSchema>;
export const autoclavesSchema = z.object({ data: z.array(z.string()) });
