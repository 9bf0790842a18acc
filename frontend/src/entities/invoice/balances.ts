import { queryOptions } from "@tanstack/react-query";
import { INVOICES } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

// Beside `schema.ts` and `queries.ts`: a list of patients asks for nothing else of invoices.

/** What a patient owes of what was issued to them; who owes nothing is not among the answers. */
export const balanceSchema = z.object({ patient_id: z.number(), balance: z.string() });

/** What everybody on a page owes, in one answer. */
export const balancesQuery = (ids: readonly number[]) =>
  queryOptions({
    ...resource(listOf(balanceSchema), `${INVOICES}/balances`, { ids: ids.join() }),
    enabled: ids.length > 0,
  });
