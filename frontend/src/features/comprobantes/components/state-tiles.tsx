import { Skeleton } from "@/components/ui/skeleton";
import { DOCUMENT_STATES, type DocumentState, type Summary } from "@/entities/einvoice/schema";
import { DOCUMENT_LOOK } from "@/entities/einvoice/state";
import { formatQuantity } from "@/lib/format";
import { cn } from "@/lib/utils";

/** The six states with how many are in each: they are the filter too. */
export function StateTiles({
  summary,
  chosen,
  onChoose,
}: {
  summary: Summary | undefined;
  chosen: string | null;
  onChoose: (status: DocumentState | null) => void;
}) {
  return (
    <section
      aria-label="Estados"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-border bg-border shadow-1 sm:grid-cols-3 lg:grid-cols-6"
    >
      {DOCUMENT_STATES.map((status) => {
        const { icon: Icon, label, tone, told, variant } = DOCUMENT_LOOK[status];
        const count =
          status === "AUTHORISED"
            ? summary?.authorised_today.count
            : summary && (summary.states.find((row) => row.status === status)?.count ?? 0);
        const on = chosen === status;
        return (
          <button
            key={status}
            type="button"
            aria-pressed={on}
            onClick={() => onChoose(on ? null : status)}
            className={cn(
              "min-w-0 px-4 py-2.5 text-left hover:bg-accent hover:text-accent-foreground focus-visible:ring-inset",
              on ? "bg-accent text-accent-foreground" : "bg-card",
            )}
          >
            <span className={cn("flex items-center gap-1.5 text-xs", on ? "font-medium" : "text-muted-foreground")}>
              <Icon className={cn("size-3.5 shrink-0", Boolean(count) && tone)} strokeWidth={2} aria-hidden />
              <span className="truncate">{label}</span>
            </span>
            <span className="mt-0.5 flex items-baseline gap-1.5">
              {count === undefined ? (
                <Skeleton className="my-1 h-5 w-8" />
              ) : (
                <span
                  className={cn(
                    "text-xl font-semibold tabular-nums tracking-kpi",
                    count > 0 && variant === "danger" && "text-danger",
                  )}
                >
                  {formatQuantity(count)}
                </span>
              )}
              <span className={cn("truncate text-xs", !on && "text-muted-foreground")}>{told}</span>
            </span>
          </button>
        );
      })}
    </section>
  );
}
