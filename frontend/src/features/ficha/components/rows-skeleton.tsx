import { Skeleton } from "@/components/ui/skeleton";

/** Stands in for a card of rows. */
export function RowsSkeleton({ label, rows = 4 }: { label: string; rows?: number }) {
  return (
    <div role="status" aria-label={`Cargando ${label}`} className="rounded-xl border border-border bg-card shadow-1">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-16 items-center gap-4 border-b border-border px-4 last:border-b-0">
          <div className="flex-1 space-y-2">
            <Skeleton className="w-48" />
            <Skeleton className="w-32" />
          </div>
          <Skeleton className="h-5 w-20" />
        </div>
      ))}
    </div>
  );
}
