import { queryOptions } from "@tanstack/react-query";
import { APPOINTMENTS, INVOICES, PATIENTS } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";
import { likelyDuplicateSchema, type Patient } from "./schema";

const file = z.object({ id: z.number(), full_name: z.string(), document_number: z.string().nullable() });

/** A file that was merged into another; separated, it stands by itself again. */
export const mergeSchema = z.object({
  id: z.number(),
  merged: file,
  into: file,
  reason: z.string(),
  merged_by: z.object({ name: z.string() }),
  merged_at: z.string(),
  separated_at: z.string().nullable(),
  separated_reason: z.string().nullable(),
});
export type Merge = z.infer<typeof mergeSchema>;

export const mergesQuery = (id: number) => queryOptions(resource(listOf(mergeSchema), `${PATIENTS}/${id}/merges`));

/** Whose files may be the same person's, the surest first. */
export const likelyTwinsQuery = (patient?: Patient) =>
  queryOptions(
    resource(listOf(likelyDuplicateSchema), `${PATIENTS}/likely-duplicates`, {
      document_type: patient?.document_type,
      document_number: patient?.document_number,
      first_name: patient?.first_name,
      last_name: patient?.last_name,
      birth_date: patient?.birth_date,
      phone: patient?.phone,
      email: patient?.email,
      except_id: patient?.id,
    }),
  );

const counted = pageOf(z.object({ id: z.number() }));
const count = (path: string, patientId: number) =>
  queryOptions({
    ...resource(counted, path, { patient_id: patientId, limit: 1, total: true }),
    select: ({ total }: { total?: number | null }) => total ?? 0,
  });
export const visitCountQuery = (patientId: number) => count(APPOINTMENTS, patientId);
export const invoiceCountQuery = (patientId: number) => count(INVOICES, patientId);
