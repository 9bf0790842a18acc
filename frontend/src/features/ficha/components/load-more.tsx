import { Button } from "@/components/ui/button";

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };

/** The rest of a long record, when somebody wants it. */
export function LoadMore({ pages, what }: { pages: Pages; what: string }) {
  if (!pages.hasNextPage) return null;
  return (
    <div className="flex justify-center py-3">
      <Button variant="outline" size="sm" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        Ver {what} anteriores
      </Button>
    </div>
  );
}
