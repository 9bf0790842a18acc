import { PageSkeleton } from "@/components/layout/page-skeleton";
import { Skeleton } from "@/components/ui/skeleton";

/** The space around a page. */
export const PAGE_PADDING = "px-4 pb-28 pt-5 md:px-6 md:pb-8 md:pt-6";

/** The page's real geometry while it is asked who is there. */
export function ShellSkeleton() {
  return (
    <div className="flex min-h-dvh">
      {/* As the menu will stand: icons below 1280 px, and where that was chosen. */}
      <div className="hidden w-14 shrink-0 overflow-hidden border-r border-sidebar-border bg-sidebar p-4 md:block xl:w-[232px]">
        <Skeleton className="h-7 w-36" />
        <div className="mt-8 space-y-4">
          {Array.from({ length: 7 }, (_, index) => (
            <Skeleton key={index} className="w-32" />
          ))}
        </div>
      </div>
      <div className="min-w-0 flex-1">
        <div className="h-14 border-b border-border px-6 py-2.5">
          <Skeleton className="h-9 max-w-[400px]" />
        </div>
        <div className={PAGE_PADDING}>
          <PageSkeleton />
        </div>
      </div>
    </div>
  );
}
