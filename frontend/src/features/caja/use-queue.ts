import { useQuery } from "@tanstack/react-query";
import { invoicesQuery } from "@/entities/invoice/queries";
import { useDebounced } from "@/hooks/use-debounced";

const OFTEN = 30_000;

/** Drafts that wait for their payer, the longest first, and what was issued and is owed. */
export function useQueue(search: string) {
  const wanted = useDebounced(search.trim()) || null;
  const ask = (params: Record<string, string>) => ({
    ...invoicesQuery({ limit: 50, search: wanted, ...params }),
    refetchInterval: OFTEN,
  });
  const drafts = useQuery(ask({ status: "DRAFT", sort: "created_at" }));
  const pending = useQuery(ask({ status: "ISSUED", payment_status: "PENDING", sort: "-created_at" }));
  const partial = useQuery(ask({ status: "ISSUED", payment_status: "PARTIAL", sort: "-created_at" }));
  const all = [drafts, pending, partial];
  return {
    waiting: drafts.data?.data ?? [],
    left: [...(pending.data?.data ?? []), ...(partial.data?.data ?? [])],
    known: all.every(({ data }) => data),
    error: all.find(({ error }) => error)?.error ?? null,
    retry: () => all.forEach((one) => void one.refetch()),
  };
}
