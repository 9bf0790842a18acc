import type { QueryClient } from "@tanstack/react-query";
import { timelineOf } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { FAVOURITES, MEDICINES, OWN_SIGNATURE, prescriptionsOf } from "./queries";

export const prescriptionsChanged = (client: QueryClient, patientId: number) =>
  invalidate(client, [prescriptionsOf(patientId), timelineOf(patientId)]);
export const favouritesChanged = (client: QueryClient) => invalidate(client, [FAVOURITES]);
export const medicinesChanged = (client: QueryClient) => invalidate(client, [MEDICINES]);
export const ownSignatureChanged = (client: QueryClient) => invalidate(client, [OWN_SIGNATURE]);
