import { queryOptions } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { growthSchema, rangeSchema, vitalSignsSchema, type GrowthMeasure } from "./schema";

export const VITAL_SIGNS = "/historia-clinica/vital-signs";
export const vitalSignsOf = (patientId: number) => `${PATIENTS}/${patientId}/vital-signs`;

/** The last fifty times that somebody measured. Looking leaves a trace in the log: once a minute says enough. */
export const vitalSignsQuery = (patientId: number) =>
  queryOptions({
    ...resource(pageOf(vitalSignsSchema), vitalSignsOf(patientId), { limit: 50 }),
    select: (page) => page.data,
    staleTime: 60_000,
  });

export const plausibleQuery = (patientId: number) =>
  queryOptions({ ...resource(listOf(rangeSchema), `${vitalSignsOf(patientId)}/plausible`), staleTime: 10 * 60_000 });

/** The curves of the WHO with the patient's own points; null where there is nothing to draw. */
export const growthQuery = (patientId: number, measure: GrowthMeasure) =>
  queryOptions({ ...resource(growthSchema, `${PATIENTS}/${patientId}/growth`, { measure }), staleTime: 60_000 });
