import { Skeleton } from "@/components/ui/skeleton";

const WIDTHS = ["w-36", "w-28", "w-44", "w-24", "w-32", "w-20"];

export function TableSkeleton({ label, columns = 5, rows = 8 }: { label: string; columns?: number; rows?: number }) {
  return (
    <div role="status" aria-label={`Cargando ${label}`}>
      <div className="hidden h-9 border-y border-border bg-muted/60 md:block" />
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-16 items-center gap-6 border-b border-border px-4 last:border-b-0 md:h-11">
          {Array.from({ length: Math.min(columns, 6) }, (_, column) => (
            <Skeleton
              key={column}
              className={`${WIDTHS[(row + column) % WIDTHS.length]} ${column > 1 ? "hidden md:block" : ""} ${column === 1 ? "ml-auto md:ml-0" : ""}`}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
