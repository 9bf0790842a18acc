import type { QueryClient } from "@tanstack/react-query";
import { DASHBOARD, REPORTS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";

/** Money moved: every figure made from it is asked again. */
export const changed = (client: QueryClient) => invalidate(client, [DASHBOARD, REPORTS]);
