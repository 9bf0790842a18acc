import type { QueryClient } from "@tanstack/react-query";
import { ERASURES, PATIENTS, RETENTION } from "@/entities/paths";
import { invalidate } from "@/lib/resource";

/** How many years things are kept was decided anew: what would go and what would stay may be other. */
export const retentionChanged = (client: QueryClient) => invalidate(client, [RETENTION, PATIENTS, ERASURES]);
