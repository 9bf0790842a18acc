import { ChevronLeft, ChevronRight, History } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/tooltip";
import type { OdontogramSummary } from "@/entities/odontogram/schema";
import { formatDate } from "@/lib/format";
import { cn } from "@/lib/utils";

type VersionsBarProps = {
  /** The oldest first; the last is what stands today. */
  versions: OdontogramSummary[];
  at: number;
  onAt: (index: number) => void;
};

export const dateOf = ({ status, signed_at, created_at }: OdontogramSummary) =>
  status === "DRAFT" ? "Hoy, borrador" : formatDate(signed_at ?? created_at);

const MOST_LABELS = 6;

/** The versions in time, as one slider: it reads, and only the last one writes. */
export function VersionsBar({ versions, at, onAt }: VersionsBarProps) {
  const last = versions.length - 1;
  const place = (index: number) => (last === 0 ? 100 : (index / last) * 100);
  const named = (index: number) => versions.length <= MOST_LABELS || index === 0 || index === last || index === at;
  const crowded = (index: number) =>
    index !== at && [at, last].some((other) => other !== index && Math.abs(place(other) - place(index)) < 11);
  return (
    <div className="flex min-h-12 items-center gap-3 border-b border-border px-4">
      <h2 className="flex items-center gap-1.5 text-xs font-medium">
        <History className="size-4 text-muted-foreground" aria-hidden />
        <span className="max-sm:sr-only">Versiones</span>
      </h2>
      <Hint text="Versión anterior ([)">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Versión anterior"
          disabled={at <= 0}
          onClick={() => onAt(at - 1)}
        >
          <ChevronLeft aria-hidden />
        </Button>
      </Hint>
      <div className="relative h-9 min-w-0 flex-1">
        <input
          type="range"
          min={0}
          max={Math.max(last, 0)}
          value={Math.max(at, 0)}
          disabled={last < 1}
          aria-label="Versión"
          aria-valuetext={versions[at] ? dateOf(versions[at]) : "Sin versiones"}
          onChange={(event) => onAt(Number(event.target.value))}
          className="peer absolute inset-x-0 top-0 z-10 h-6 w-full cursor-pointer opacity-0 disabled:cursor-default"
        />
        <span className="absolute inset-x-0 top-[11px] h-0.5 rounded bg-border" />
        <span className="absolute left-0 top-[11px] h-0.5 rounded bg-primary" style={{ width: `${place(at)}%` }} />
        {versions.map((version, index) => (
          <span
            key={version.id}
            aria-hidden
            className="absolute top-3 flex flex-col"
            style={{ left: `${place(index)}%` }}
          >
            <span
              className={cn(
                "absolute -translate-x-1/2 -translate-y-1/2 rounded-full",
                index === at ? "size-3 ring-4 ring-primary/20" : "size-2",
                index <= at ? "bg-primary" : "bg-border",
              )}
            />
            {named(index) && !crowded(index) && (
              <span
                className={cn(
                  "absolute top-2 whitespace-nowrap text-2xs tabular-nums",
                  index !== at && index !== 0 && "max-md:hidden",
                  index === 0 && last > 0 ? "" : index === last ? "-translate-x-full" : "-translate-x-1/2",
                  index === at ? "font-medium text-foreground" : "text-muted-foreground",
                )}
              >
                {dateOf(version)}
              </span>
            )}
          </span>
        ))}
        <span className="pointer-events-none absolute -inset-x-2 inset-y-0 rounded-md peer-focus-visible:ring-2 peer-focus-visible:ring-ring" />
      </div>
      <Hint text="Versión siguiente (])">
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Versión siguiente"
          disabled={at >= last}
          onClick={() => onAt(at + 1)}
        >
          <ChevronRight aria-hidden />
        </Button>
      </Hint>
    </div>
  );
}
