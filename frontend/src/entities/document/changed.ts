import type { QueryClient } from "@tanstack/react-query";
import { timelineOf } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { documentsOf, pairsOf } from "./queries";

/** A document was attached, corrected, withdrawn or brought back, or two of them were compared. */
export const changed = (client: QueryClient, patientId: number) =>
  invalidate(client, [documentsOf(patientId), pairsOf(patientId), timelineOf(patientId)]);
