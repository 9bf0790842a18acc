import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PATIENT_PAIRS } from "@/entities/paths";
import { pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";
import { likelyDuplicateSchema } from "./schema";

const fileSchema = z.object({
  id: z.number(),
  full_name: z.string(),
  document_number: z.string().nullable(),
  birth_date: z.string().nullable(),
  phone: z.string().nullable(),
  active: z.boolean(),
});
export type PairedFile = z.infer<typeof fileSchema>;

export const pairSchema = z.object({
  one: fileSchema,
  other: fileSchema,
  why: likelyDuplicateSchema.shape.why,
  score: z.number(),
  found_at: z.string(),
  distinct_at: z.string().nullable(),
  distinct_by: z.object({ id: z.string(), name: z.string() }).nullable(),
});
export type Pair = z.infer<typeof pairSchema>;

export const pairsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(pageOf(pairSchema), PATIENT_PAIRS, params), placeholderData: keepPreviousData });
