import { queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { api, listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { customKindSchema, odontogramSchema, odontogramsSchema } from "./schema";

export const ODONTOGRAMS = "/historia-clinica/odontograms";
export const TOOTH_KINDS = "/historia-clinica/tooth-finding-kinds";
export const odontogramsOf = (patientId: number) => `${PATIENTS}/${patientId}/odontograms`;
/** Form 033 of the Ministry, filled in. */
export const form033Href = (id: number) => `/api${ODONTOGRAMS}/${id}/form-033.pdf`;

// Reading a record leaves a trace in the log: once a minute says enough.
export const odontogramsQuery = (patientId: number) =>
  queryOptions({ ...resource(odontogramsSchema, odontogramsOf(patientId)), staleTime: 60_000 });

/** One version whole. What is signed never changes again. */
export const odontogramQuery = (id: number) =>
  queryOptions({ ...resource(odontogramSchema, `${ODONTOGRAMS}/${id}`), staleTime: 60_000 });

/** As it is now, past any cache. */
export const readOdontogram = (id: number) => api(odontogramSchema, `${ODONTOGRAMS}/${id}`);
export const readOdontograms = (patientId: number) => api(odontogramsSchema, odontogramsOf(patientId));

/** The findings that the clinic added, with those it retired. */
export const customKindsQuery = queryOptions({
  ...resource(listOf(customKindSchema), TOOTH_KINDS),
  staleTime: 10 * 60_000,
});
