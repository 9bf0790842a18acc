import { infiniteQueryOptions, type QueryClient } from "@tanstack/react-query";
import { PATIENTS } from "@/entities/paths";
import { growing, invalidate } from "@/lib/resource";
import { controlSchema } from "./schema";

export const CONTROLS = "/historia-clinica/orthodontic-controls";
export const controlsOf = (patientId: number) => `${PATIENTS}/${patientId}/orthodontic-controls`;

/** The controls of a patient, the latest first; reading them leaves a trace, once a minute. */
export const controlsQuery = (patientId: number) =>
  infiniteQueryOptions({ ...growing(controlSchema, controlsOf(patientId), { limit: 50 }), staleTime: 60_000 });

export const changed = (client: QueryClient, patientId: number) => invalidate(client, [controlsOf(patientId)]);
