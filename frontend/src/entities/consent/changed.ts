import type { QueryClient } from "@tanstack/react-query";
import { timelineOf } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { consentsOf, MISSING, requestsOf, TEMPLATES } from "./queries";

/** Something was signed, refused or revoked: what is missing changes with it. */
export const changed = (client: QueryClient, patientId: number) =>
  invalidate(client, [consentsOf(patientId), MISSING, timelineOf(patientId)]);

/** A text was sent to be signed, or taken back. */
export const requestsChanged = (client: QueryClient, patientId: number) => invalidate(client, [requestsOf(patientId)]);

/** A text was written or changed, or other treatments need it. */
export const templatesChanged = (client: QueryClient) => invalidate(client, [TEMPLATES, MISSING]);
