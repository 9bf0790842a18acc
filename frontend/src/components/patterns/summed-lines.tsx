"use client";

import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { add } from "@/lib/decimal";

/** What `useInfiniteQuery` answers of pages of lines. */
interface LinesQuery<Line> {
  data?: { pages: { data: Line[] }[] };
  error: Error | null;
  isPending: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

type SummedLinesProps<Line> = { query: LinesQuery<Line>; children: (line: Line) => React.ReactNode };

/** What a figure is made of, the newest first, and what the lines come to: all together, the figure. */
export function SummedLines<Line extends { id: number | string; amount: string }>({
  query,
  children,
}: SummedLinesProps<Line>) {
  if (!query.data) return <NoLines query={query} />;
  const lines = query.data.pages.flatMap(({ data }) => data);
  return (
    <>
      <ul aria-label="Líneas" className="divide-y divide-border text-sm">
        {lines.map((line) => (
          <li key={line.id} className="flex min-h-11 items-center gap-3 py-1.5 md:min-h-9">
            {children(line)}
            <Money value={line.amount} />
          </li>
        ))}
        <li className="flex min-h-9 items-center justify-between gap-3 font-semibold">
          {query.hasNextPage ? `Las últimas ${lines.length}` : "Suma de las líneas"}
          <Money value={add(lines.map(({ amount }) => amount))} strong />
        </li>
      </ul>
      {query.hasNextPage && (
        <Button variant="link" size="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Ver más líneas
        </Button>
      )}
    </>
  );
}

/** While the lines are on their way, and when they do not come. */
export function NoLines({ query }: { query: Pick<LinesQuery<unknown>, "isPending" | "error" | "refetch"> }) {
  if (!query.isPending)
    return <ErrorState bare error={query.error} what="las líneas" onRetry={() => void query.refetch()} />;
  return (
    <div role="status" aria-label="Cargando las líneas" className="space-y-3 py-2">
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
    </div>
  );
}
