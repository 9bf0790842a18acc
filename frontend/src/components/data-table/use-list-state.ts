"use client";

import { useCallback, useMemo, useRef } from "react";
import { useUrlState } from "@/hooks/use-url-state";
import { PAGE_SIZE } from "@/config/clinic";

type Options = {
  /** The API's names of the filters; each is also the name in the address. */
  filters?: readonly string[];
  /** The API's sort key, `-` for descending. */
  sort?: string;
  limit?: number;
  /** Set apart a second list on one page: its names in the address get this prefix. */
  prefix?: string;
};

/** Search, sort, filters and cursor of a list, kept in the address. */
export function useListState({ filters = [], sort: defaultSort, limit = PAGE_SIZE, prefix = "" }: Options = {}) {
  const url = useUrlState();
  // Cursors of the pages walked through, to walk back. A link to the middle has none: it goes to the start.
  const trail = useRef<string[]>([]);

  const search = url.get(`${prefix}search`) ?? "";
  const sort = url.get(`${prefix}sort`) ?? defaultSort;
  const after = url.get(`${prefix}after`);
  const page = Math.max(Number(url.get(`${prefix}page`)) || 1, 1);
  const names = filters.join(",");
  const values = useMemo(
    () =>
      Object.fromEntries(
        names
          .split(",")
          .filter(Boolean)
          .map((name) => [name, url.get(prefix + name)]),
      ),
    [names, prefix, url],
  );

  const set = useCallback(
    (change: Record<string, string | number | null | undefined>) => {
      const named = Object.fromEntries(Object.entries(change).map(([name, value]) => [prefix + name, value]));
      url.set(named);
    },
    [prefix, url],
  );
  const restart = useCallback(
    (change: Record<string, string | null | undefined>) => {
      trail.current = [];
      set({ ...change, after: null, page: null });
    },
    [set],
  );

  return {
    search,
    sort,
    after,
    page,
    limit,
    filters: values as Record<string, string | null>,
    /** Whether anything narrows the list. */
    active: search !== "" || Object.values(values).some(Boolean),
    /** What to hand to the API, and to put in the query key. */
    params: { ...values, search, sort, after, limit, total: true },
    setSearch: (text: string) => restart({ search: text }),
    setSort: (next: string) => restart({ sort: next === defaultSort ? null : next }),
    setFilter: (name: string, value: string | null) => restart({ [name]: value }),
    setFilters: (change: Record<string, string | null>) => restart(change),
    clear: () => restart({ search: null, ...Object.fromEntries(Object.keys(values).map((name) => [name, null])) }),
    toNext: (cursor: string) => {
      trail.current.push(after ?? "");
      set({ after: cursor, page: page + 1 });
    },
    toPrevious: () => {
      const cursor = trail.current.pop();
      set(cursor ? { after: cursor, page: page - 1 } : { after: null, page: null });
    },
    toFirst: () => restart({}),
    canGoBack: trail.current.length > 0 || Boolean(after),
  };
}

export type ListState = ReturnType<typeof useListState>;
