import { queryOptions } from "@tanstack/react-query";
import { resource, whole } from "@/lib/resource";
import { z } from "@/lib/zod-es";

// Apart from the rest of schedules: the agenda draws without it, and its page has no byte to spare.

const staleTime = 5 * 60_000;

/** What several visits share; `capacity` is how many there are. */
export const equipmentSchema = z.object({
  id: z.number(),
  name: z.string(),
  capacity: z.number(),
  active: z.boolean(),
  version: z.number(),
});
export type Equipment = z.infer<typeof equipmentSchema>;

/** What a treatment needs of the agenda. Version 0: nobody entered anything. */
export const treatmentRuleSchema = z.object({
  treatment_id: z.number(),
  preparation_minutes: z.number(),
  cleaning_minutes: z.number(),
  room_kind: z.string().nullable(),
  equipment_ids: z.array(z.number()),
  doctor_ids: z.array(z.number()),
  notice_minutes: z.number().nullable(),
  version: z.number(),
});
export type TreatmentRule = z.infer<typeof treatmentRuleSchema>;

export const equipmentQuery = queryOptions({ ...whole(equipmentSchema, "/citas/equipment"), staleTime });

export const treatmentRuleQuery = (treatmentId: number) =>
  queryOptions({ ...resource(treatmentRuleSchema, `/citas/treatment-rules/${treatmentId}`), staleTime });
