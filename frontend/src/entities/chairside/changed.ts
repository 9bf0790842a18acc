import type { QueryClient } from "@tanstack/react-query";
import { invalidate } from "@/lib/resource";
import { CYCLES, LOTS, MATERIAL_USES, PACK_USES, PACKS, VISIT_MATERIALS } from "./queries";

/** Something was noted or withdrawn at the chair, or a cycle was: what is free, used and in whom moves with it. */
export const changed = (client: QueryClient) =>
  invalidate(client, [MATERIAL_USES, PACK_USES, VISIT_MATERIALS, LOTS, PACKS, CYCLES]);
