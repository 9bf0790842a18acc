import type { FieldValues } from "react-hook-form";
import { Button } from "@/components/ui/button";
import type { Conflict } from "../use-versioned-save";

type ConflictListProps<I extends FieldValues> = {
  conflicts: Conflict<I>[];
  labels: Partial<Record<string, string>>;
  /** How a stored value reads: an empty one is said too. */
  show?: (field: string, value: string) => string;
  onTake: (conflict: Conflict<I>) => void;
};

/** Fields that another person changed at the same time, with what they left. */
export function ConflictList<I extends FieldValues>({ conflicts, labels, show, onTake }: ConflictListProps<I>) {
  if (conflicts.length === 0) return null;
  return (
    <section
      aria-label="Cambios de la otra persona"
      className="rounded-lg border border-warning/50 bg-warning-bg text-sm text-warning-fg"
    >
      <ul className="divide-y divide-warning/25">
        {conflicts.map((conflict) => (
          <li key={conflict.field} className="flex items-center gap-3 px-3.5 py-2">
            <p className="min-w-0 flex-1 break-words">
              <span className="font-medium">{labels[conflict.field] ?? conflict.field}.</span> La otra persona dejó{" "}
              {conflict.theirs ? `«${show?.(conflict.field, conflict.theirs) ?? conflict.theirs}»` : "el campo vacío"}.
            </p>
            <Button
              variant="outline"
              size="xs"
              onClick={() => onTake(conflict)}
              aria-label={`Usar lo de la otra persona: ${labels[conflict.field] ?? conflict.field}`}
            >
              Usar eso
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
