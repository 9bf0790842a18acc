import { queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { api } from "@/lib/api";
import { resource } from "@/lib/resource";
import { periodontogramSchema, periodontogramsSchema } from "./schema";

export const PERIODONTOGRAMS = "/historia-clinica/periodontograms";
export const periodontogramsOf = (patientId: number) => `${PATIENTS}/${patientId}/periodontograms`;

// Reading a record leaves a trace in the log: once a minute says enough.
export const periodontogramsQuery = (patientId: number) =>
  queryOptions({ ...resource(periodontogramsSchema, periodontogramsOf(patientId)), staleTime: 60_000 });

export const periodontogramQuery = (id: number) =>
  queryOptions({ ...resource(periodontogramSchema, `${PERIODONTOGRAMS}/${id}`), staleTime: 60_000 });

/** As it is now, past any cache. */
export const readPeriodontogram = (id: number) => api(periodontogramSchema, `${PERIODONTOGRAMS}/${id}`);
