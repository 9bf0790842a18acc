import type { QueryClient } from "@tanstack/react-query";
import { CLIENTS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";

export const changed = (client: QueryClient) => invalidate(client, [CLIENTS]);
