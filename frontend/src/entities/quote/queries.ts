import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { QUOTES } from "@/entities/paths";
import { pageOf } from "@/lib/api";
import type { ApiOptions } from "@/lib/http";
import { resource } from "@/lib/resource";
import { quoteRowSchema, quoteRulesSchema, quoteSchema } from "./schema";

export const quotesQuery = (params: ApiOptions["query"]) =>
  queryOptions({ ...resource(pageOf(quoteRowSchema), QUOTES, params), placeholderData: keepPreviousData });

export const quoteQuery = (id: number) => queryOptions(resource(quoteSchema, `${QUOTES}/${id}`));

/** The printed quote, which the browser shows. */
export const quotePdfPath = (id: number) => `/api${QUOTES}/${id}/pdf`;

/** How long new quotes hold, and on which conditions. */
export const quoteRulesQuery = queryOptions(resource(quoteRulesSchema, `${QUOTES}/rules`));
