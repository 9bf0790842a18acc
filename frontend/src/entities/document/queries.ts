import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { growing, resource } from "@/lib/resource";
import { documentSchema, pairsSchema, type Kind, type PatientDocument } from "./schema";

export const DOCUMENTS = "/historia-clinica/documents";
// Looking leaves a trace in the log: once a minute says enough.
const staleTime = 60_000;

export const documentsOf = (patientId: number) => `${PATIENTS}/${patientId}/documents`;
export const pairsOf = (patientId: number) => `${PATIENTS}/${patientId}/photo-pairs`;

export type DocumentsWanted = { kind?: Kind | null; search?: string; withdrawn?: boolean };

export const documentsQuery = (patientId: number, { kind, search, withdrawn }: DocumentsWanted = {}) =>
  infiniteQueryOptions({
    ...growing(documentSchema, documentsOf(patientId), { kind, search, withdrawn: withdrawn || null, limit: 24 }),
    staleTime,
  });

/** The photos that say which view they are, the latest first: a hundred are eleven whole series. */
export const seriesQuery = (patientId: number) =>
  infiniteQueryOptions({
    ...growing(documentSchema, documentsOf(patientId), { series: true, limit: 100 }),
    staleTime,
  });

export const pairsQuery = (patientId: number) =>
  queryOptions({ ...resource(pairsSchema, pairsOf(patientId)), staleTime });

/** Addresses that nobody guesses: they name the file, and ask who is looking. */
export const contentPath = ({ file_id }: Pick<PatientDocument, "file_id">) => `/api${DOCUMENTS}/${file_id}/content`;
export const thumbnailPath = ({ file_id }: Pick<PatientDocument, "file_id">) => `/api${DOCUMENTS}/${file_id}/thumbnail`;
/** A copy of the image with its annotations drawn in, for paper. */
export const annotatedPath = ({ file_id }: Pick<PatientDocument, "file_id">) => `/api${DOCUMENTS}/${file_id}/annotated`;
