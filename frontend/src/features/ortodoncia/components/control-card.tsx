import { Lock, Undo2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ControlLines } from "@/entities/orthodontics/control-lines";
import type { Control } from "@/entities/orthodontics/schema";
import { PHASE } from "@/entities/orthodontics/words";
import { formatDate, formatDateTime } from "@/lib/format";
import { cn } from "@/lib/utils";

/** One control: what was done, who did it, when the next one was set. */
export function ControlCard({ control, onWithdraw }: { control: Control; onWithdraw: (() => void) | null }) {
  const { phase, next_on, note_id, withdrawn, recorded_by } = control;
  const when = formatDateTime(control.controlled_at);
  return (
    <section
      aria-label={`Control del ${when}`}
      className={cn("rounded-xl border border-border bg-card", withdrawn && "text-muted-foreground")}
    >
      <header className="flex items-start gap-2 border-b border-border px-4 py-2.5">
        <div className="min-w-0 flex-1">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold">
            <span className={cn(withdrawn && "line-through")}>{when}</span>
            {phase && <Badge variant="neutral">{PHASE[phase]}</Badge>}
          </h3>
          <p className="flex flex-wrap items-center gap-x-2 text-sm text-muted-foreground">
            {withdrawn ? `Lo retiró ${withdrawn.by.name}: ${withdrawn.reason}` : recorded_by.name}
            {note_id !== null && (
              <span className="inline-flex items-center gap-1">
                <Lock className="size-3.5" aria-hidden />
                cuelga de la nota
              </span>
            )}
          </p>
        </div>
        {next_on && !withdrawn && (
          <p className="shrink-0 text-right text-sm">
            <span className="block text-xs text-muted-foreground">Próximo control</span>
            <span className="font-medium">{formatDate(next_on)}</span>
          </p>
        )}
        {onWithdraw && (
          <Button variant="ghost" size="icon-sm" aria-label={`Retirar el control del ${when}`} onClick={onWithdraw}>
            <Undo2 aria-hidden />
          </Button>
        )}
      </header>
      <div className="px-4 py-3">
        <ControlLines control={control} />
      </div>
    </section>
  );
}
