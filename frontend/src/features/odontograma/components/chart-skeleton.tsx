import { Skeleton } from "@/components/ui/skeleton";
import { layout } from "@/entities/odontogram/geometry";
import { SQUARE, tooth } from "@/entities/odontogram/teeth";

const L = layout();

/** The boxes of the teeth where they will stand. */
export function ChartSkeleton({ bare }: { bare?: boolean }) {
  return (
    <div role="status" aria-label="Cargando el odontograma" className="flex flex-1 gap-4 p-4">
      <div className="min-w-0 flex-1 animate-appear-late rounded-xl border border-border bg-card p-4 shadow-1">
        <div className="sideways">
          <svg
            viewBox={`0 0 ${L.width} ${L.height}`}
            aria-hidden
            className="mx-auto h-auto w-full min-w-[680px] max-w-[956px]"
          >
            {Object.values(L.at).map(({ fdi, x, y }) => {
              const { upper, temporary, box } = tooth(fdi);
              const size = temporary ? 34 : SQUARE.size;
              const top = upper ? box.h - size - 4 : 4;
              return (
                <rect
                  key={fdi}
                  x={x + (56 - size) / 2}
                  y={y + top}
                  width={size}
                  height={size}
                  rx={temporary ? 17 : 6}
                  className="fill-muted"
                />
              );
            })}
          </svg>
        </div>
      </div>
      {!bare && (
        <div className="hidden w-[328px] shrink-0 space-y-3 rounded-xl border border-border bg-card p-4 shadow-1 xl:block">
          <Skeleton className="h-5 w-40" />
          <Skeleton className="h-40" />
          <Skeleton className="w-52" />
        </div>
      )}
    </div>
  );
}
