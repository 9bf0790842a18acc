import { useQuery } from "@tanstack/react-query";
import { invoicesQuery } from "@/entities/invoice/queries";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { useDebounced } from "@/hooks/use-debounced";
import { dayOf, today } from "@/lib/dates";

const OFTEN = 30_000;

/** As many of each kind as are shown: the newest, for whoever waits now must be among them. */
const SHOWN = 50;

/** Drafts, the newest first as they come: those of `day`, the longest waiting first, and those of days before. */
export function byDay(drafts: readonly InvoiceRow[], day: string) {
  const ofToday = ({ created_at }: InvoiceRow) => dayOf(created_at) >= day;
  return { waiting: drafts.filter(ofToday).reverse(), before: drafts.filter((draft) => !ofToday(draft)) };
}

/** Drafts of today, the longest waiting first; those of days before; and what was issued and is owed. */
export function useQueue(search: string) {
  const wanted = useDebounced(search.trim()) || null;
  const ask = (params: Record<string, string>) => ({
    ...invoicesQuery({ limit: SHOWN, search: wanted, ...params }),
    refetchInterval: OFTEN,
  });
  const drafts = useQuery(ask({ status: "DRAFT", sort: "-created_at" }));
  const pending = useQuery(ask({ status: "ISSUED", payment_status: "PENDING", sort: "-created_at" }));
  const partial = useQuery(ask({ status: "ISSUED", payment_status: "PARTIAL", sort: "-created_at" }));
  const all = [drafts, pending, partial];
  return {
    ...byDay(drafts.data?.data ?? [], today()),
    left: [...(pending.data?.data ?? []), ...(partial.data?.data ?? [])],
    /** There are more than are shown: a search finds the others. */
    more: all.some(({ data }) => data?.next),
    known: all.every(({ data }) => data),
    error: all.find(({ error }) => error)?.error ?? null,
    retry: () => all.forEach((one) => void one.refetch()),
  };
}
