import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { CASH, TILLS } from "@/entities/paths";
import { listOf, pageOf } from "@/lib/api";
import { growing, resource } from "@/lib/resource";
import {
  cashRulesSchema,
  cashSessionSchema,
  movementSchema,
  ownSessionSchema,
  sessionRowSchema,
  tillSchema,
} from "./schema";

const HALF_A_MINUTE = 30_000;

/** The till that whoever is in session has open, or none. */
export const ownSessionQuery = queryOptions({
  ...resource(ownSessionSchema, `${CASH}/sessions/own`),
  staleTime: HALF_A_MINUTE,
});

export const sessionQuery = (id: number) => queryOptions(resource(cashSessionSchema, `${CASH}/sessions/${id}`));

export const sessionsQuery = (params: Record<string, string | number | boolean | null | undefined>) =>
  queryOptions({
    ...resource(pageOf(sessionRowSchema), `${CASH}/sessions`, params),
    placeholderData: keepPreviousData,
  });

export const movementsQuery = (id: number) =>
  growing(movementSchema, `${CASH}/sessions/${id}/movements`, { limit: 50 });

export const tillsQuery = queryOptions(resource(listOf(tillSchema), TILLS));

export const cashRulesQuery = queryOptions(resource(cashRulesSchema, `${TILLS}/rules`));

/** The printed closing, which the browser shows. */
export const closingPath = (id: number) => `/api${CASH}/closings/${id}/pdf`;
