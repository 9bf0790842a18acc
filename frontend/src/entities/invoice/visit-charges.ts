import { queryOptions } from "@tanstack/react-query";
import { INVOICES } from "@/entities/paths";
import { listOf } from "@/lib/api";
import { resource } from "@/lib/resource";
import { z } from "@/lib/zod-es";

// Beside `schema.ts` and `queries.ts`, which every page of invoices carries: only the waiting room asks for these.

/** What a visit came to at the till, and what is still owed of it; a visit without an invoice is not among the answers. */
export const visitChargeSchema = z.object({
  appointment_id: z.number(),
  invoice_id: z.number(),
  total: z.string(),
  owed: z.string(),
});
export type VisitCharge = z.infer<typeof visitChargeSchema>;

/** What these visits came to, up to a hundred. Somebody else may be charging them: it is asked again and again. */
export const visitChargesQuery = (ids: readonly number[]) =>
  queryOptions({
    ...resource(listOf(visitChargeSchema), `${INVOICES}/of-visits`, { ids: ids.join() }),
    refetchInterval: 10_000,
  });
