import type { QueryClient } from "@tanstack/react-query";
import { timelineOf } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { vitalSignsOf } from "./queries";

export const changed = (client: QueryClient, patientId: number) =>
  invalidate(client, [vitalSignsOf(patientId), timelineOf(patientId)]);
