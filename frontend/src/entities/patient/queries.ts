import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";
import { alertKindsSchema, listedPatientSchema, patientHitSchema, patientSchema, patientSummarySchema } from "./schema";

const page = pageOf(listedPatientSchema);

export const patientsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, PATIENTS, params), placeholderData: keepPreviousData });

/** One page of the same list, for the export. */
export const askPatients = (params: ApiOptions["query"], after: string | null, signal?: AbortSignal) =>
  api(page, PATIENTS, { query: { ...params, after, limit: 100 }, signal });

// Reading a file leaves a trace in the log: once a minute says enough.
export const patientQuery = (id: number) =>
  queryOptions({ ...resource(patientSchema, `${PATIENTS}/${id}`), staleTime: 60_000 });

/** Where the report of who saw or changed something of the patient is printed. */
export const accessesHref = (id: number, { from, to }: { from: string; to: string }) =>
  `/api${PATIENTS}/${id}/accesses.pdf?from=${from}&to=${to}`;

/** The file as it is now, past any cache. */
export const readPatient = (id: number) => api(patientSchema, `${PATIENTS}/${id}`);

/** Name, document and contact, for those who may not read the file or do not need it. */
export const patientSummaryQuery = (id: number | null) =>
  queryOptions({ ...resource(patientSummarySchema, `${PATIENTS}/${id}/summary`), enabled: id !== null });

export const patientSearch = (text: string) =>
  queryOptions({
    ...resource(listOf(patientHitSchema), `${PATIENTS}/search`, { q: text }),
    enabled: text.trim().length >= 2,
  });

export const patientHits = (text: string, limit: number) =>
  queryOptions(resource(listOf(patientHitSchema), `${PATIENTS}/search`, { q: text, limit }));

/** Of what kinds the alerts of everybody on a page are, in one answer. */
export const alertKindsQuery = (ids: readonly number[]) =>
  queryOptions(resource(listOf(alertKindsSchema), `${PATIENTS}/alert-kinds`, { ids: ids.join() }));

/** The tags that somebody has. */
export const tagsQuery = () => queryOptions(resource(listOf(z.object({ name: z.string() })), `${PATIENTS}/tags`));
