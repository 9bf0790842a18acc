import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { z } from "zod";
import { api, pageOf } from "./api";
import type { ApiOptions } from "./http";

// The query key of an answer is its address with its parameters: what two features ask of one address they hold
// between them, and what is written to it makes every form of it old.

type Query = ApiOptions["query"];

const given = (query: Query) =>
  Object.fromEntries(
    Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== ""),
  );

/** One answer of one address. */
export const resource = <S extends z.ZodTypeAny>(schema: S, path: string, query?: Query) => ({
  queryKey: [path, given(query)] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => api(schema, path, { query, signal }),
});

/** A list that grows page by page. */
export const growing = <S extends z.ZodTypeAny>(row: S, path: string, query?: Query) => ({
  queryKey: [path, given(query), "pages"] as const,
  queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
    api(pageOf(row), path, { query: { ...query, after: pageParam }, signal }),
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next: string | null }) => last.next,
});

/** Every row of a list, page after page: an agenda that leaves people out is worse than a slow one. */
export const whole = <S extends z.ZodTypeAny>(row: S, path: string, query?: Query) => ({
  queryKey: [path, given(query), "rows"] as const,
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const rows: z.output<S>[] = [];
    let after: string | undefined;
    do {
      const page = await api(pageOf(row), path, { query: { limit: 100, ...query, after }, signal });
      rows.push(...page.data);
      after = page.next ?? undefined;
    } while (after);
    return rows;
  },
});

/** Whether a query asks one of these addresses, or one beneath them. */
export const asks =
  (...paths: (string | RegExp)[]) =>
  ({ queryKey: [asked] }: { queryKey: QueryKey }) =>
    typeof asked === "string" &&
    paths.some((path) =>
      typeof path === "string" ? asked === path || asked.startsWith(`${path}/`) : path.test(asked),
    );

/** Makes what these addresses, and those beneath them, answered old; but for `known`, which was just answered. */
export const invalidate = (client: QueryClient, paths: readonly (string | RegExp)[], known?: QueryKey) => {
  const beneath = asks(...paths);
  const kept = known && hashKey(known);
  return client.invalidateQueries({ predicate: (query) => beneath(query) && query.queryHash !== kept });
};
