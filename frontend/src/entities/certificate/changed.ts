import type { QueryClient } from "@tanstack/react-query";
import { timelineOf } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { certificatesOf } from "./queries";

export const certificatesChanged = (client: QueryClient, patientId: number) =>
  invalidate(client, [certificatesOf(patientId), timelineOf(patientId)]);
