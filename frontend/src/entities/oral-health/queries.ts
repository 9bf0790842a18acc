import { infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { PATIENTS, TIMELINES } from "@/entities/paths";
import { growing, invalidate } from "@/lib/resource";
import { oralHealthSchema } from "./schema";

export const ORAL_HEALTH = "/historia-clinica/oral-health";
export const oralHealthOf = (patientId: number) => `${PATIENTS}/${patientId}/oral-health`;

/** The examinations of a patient, the latest first; reading them leaves a trace, once a minute. */
export const oralHealthQuery = (patientId: number) =>
  infiniteQueryOptions({
    ...growing(oralHealthSchema, oralHealthOf(patientId), { limit: 50 }),
    staleTime: 60_000,
  });

export const changed = (client: QueryClient, patientId: number) =>
  invalidate(client, [oralHealthOf(patientId), TIMELINES]);
