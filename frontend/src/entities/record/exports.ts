import { queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

/** A copy of a whole record: the row of its job. */
export const exportSchema = z.object({
  id: z.number(),
  patient_id: z.number(),
  state: z.enum(["WAITING", "RUNNING", "READY", "FAILED", "EXPIRED"]),
  done: z.number(),
  total: z.number(),
  error: z.string().nullable(),
  asked_by: z.object({ id: z.string(), name: z.string() }),
  asked_at: z.string(),
  expires_at: z.string(),
  sha256: z.string().nullable(),
  size_bytes: z.number().nullable(),
});
export type RecordExport = z.infer<typeof exportSchema>;

export const exportsOf = (patientId: number) => `${PATIENTS}/${patientId}/exports`;

export const isBeingMade = ({ state }: RecordExport) => state === "WAITING" || state === "RUNNING";

/** The copies that whoever looks asked for; while one is being made it is asked again. */
export const exportsQuery = (patientId: number) =>
  queryOptions({
    ...resource(listOf(exportSchema), exportsOf(patientId)),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.some(isBeingMade) ? 1500 : false),
  });

export const exportHref = (id: number) => `/api/historia-clinica/exports/${id}/zip`;
