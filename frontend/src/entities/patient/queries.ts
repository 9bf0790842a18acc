import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { api, listOf, pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { documentProblem, type DocumentType } from "@/lib/identity";
import { resource } from "@/lib/resource";
import { patientHitSchema, patientRowSchema, patientSchema, patientSummarySchema } from "./schema";

const page = pageOf(patientRowSchema);

export const patientsQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(page, PATIENTS, params), placeholderData: keepPreviousData });

/** One page of the same list, for the export. */
export const askPatients = (params: ApiOptions["query"], after: string | null, signal?: AbortSignal) =>
  api(page, PATIENTS, { query: { ...params, after, limit: 100 }, signal });

// Reading a file leaves a trace in the log: once a minute says enough.
export const patientQuery = (id: number) =>
  queryOptions({ ...resource(patientSchema, `${PATIENTS}/${id}`), staleTime: 60_000 });

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

/** Who already has a document, asked once it could be one. Inactive patients count too. */
export const ownerQuery = (type: DocumentType, number: string) => {
  const document = number.trim().toUpperCase();
  return queryOptions({
    ...resource(page, PATIENTS, { search: document, limit: 20 }),
    select: (rows) => rows.data.find((row) => row.document_type === type && row.document_number === document) ?? null,
    enabled: documentProblem(type, document) === null,
    staleTime: 0,
  });
};
