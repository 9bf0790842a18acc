import type { QueryClient } from "@tanstack/react-query";
import { invalidate } from "@/lib/resource";
import { vitalSignsOf } from "./queries";

export const changed = (client: QueryClient, patientId: number) => invalidate(client, [vitalSignsOf(patientId)]);
