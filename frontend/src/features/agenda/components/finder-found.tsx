import { CalendarSearch, CircleCheck, Hourglass, Puzzle, Timer } from "lucide-react";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { FoundSlot, OwnDoctor } from "@/entities/appointment/finder";
import { dayOf } from "@/lib/dates";
import { rowOf } from "../use-finder";
import { formatCount, formatDate, formatDuration, formatLongDate, formatTimeRange } from "@/lib/format";

/** A piece as long as this is no loss: somebody else still fits. */
const USEFUL = 60;

type FoundProps = {
  slots: readonly FoundSlot[];
  own: OwnDoctor;
  /** The one of them that is held. */
  held: FoundSlot | null;
  onPick: (slot: FoundSlot) => void;
  /** Nothing suits: whoever would come waits. */
  onWait: () => void;
  /** Beside the agenda a day's name shows it there. */
  onShow?: (day: string) => void;
  /** The day that the agenda shows. */
  shown: string;
};

/** The hours that were found, by day: of each the best first. */
export function Found({ slots, own, held, onPick, onWait, onShow, shown }: FoundProps) {
  if (slots.length === 0)
    return (
      <EmptyState
        bare
        icon={CalendarSearch}
        title="No hay una hora así"
        action={
          <Button variant="outline" onClick={onWait}>
            <Hourglass aria-hidden />A lista de espera
          </Button>
        }
      >
        Pruebe con otros días, todo el día o cualquier profesional; o que espere a que se libere una.
      </EmptyState>
    );
  const days = [...new Set(slots.map(({ start_time }) => dayOf(start_time)))].sort();
  return days.map((day) => {
    const rows = slots
      .filter(({ start_time }) => dayOf(start_time) === day)
      .sort((a, b) => Number(b.best) - Number(a.best) || a.start_time.localeCompare(b.start_time));
    return (
      <section key={day} aria-label={formatLongDate(day)}>
        <h3 className="flex items-center justify-between bg-muted px-4 py-2 text-sm font-medium md:px-5">
          {onShow ? (
            <button
              type="button"
              aria-current={day === shown ? "date" : undefined}
              title="Ver este día en la agenda"
              onClick={() => onShow(day)}
              className="-mx-2 rounded-md px-2 text-left underline-offset-4 hover:underline aria-[current]:text-primary"
            >
              {formatLongDate(day)}
            </button>
          ) : (
            formatLongDate(day)
          )}
          <span className="font-normal text-muted-foreground">{formatCount(rows.length, "opción", "opciones")}</span>
        </h3>
        <ul className="py-1">
          {rows.map((slot) => (
            <li key={`${slot.start_time} ${slot.doctor.id}`}>
              <Button
                variant="ghost"
                id={rowOf(slot)}
                aria-pressed={slot === held}
                className="h-auto min-h-11 w-full justify-start gap-4 rounded-none px-4 py-2 text-left aria-pressed:bg-accent aria-pressed:text-accent-foreground aria-pressed:shadow-[inset_0_0_0_1.5px_hsl(var(--primary))] md:px-5"
                onClick={() => onPick(slot)}
              >
                <span className="w-24 shrink-0 font-semibold tabular-nums">
                  {formatTimeRange(slot.start_time, slot.end_time)}
                </span>
                <span className="min-w-0 flex-1 font-normal">
                  <span className="block truncate">{slot.doctor.name}</span>
                  {about(slot, own) && (
                    <span className="block truncate text-xs text-muted-foreground">{about(slot, own)}</span>
                  )}
                </span>
                <Mark slot={slot} />
                {slot === held && <Timer aria-hidden />}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

const about = ({ doctor, room }: FoundSlot, own: OwnDoctor) =>
  [room?.name, own?.doctor_id === doctor.id && `le atendió el ${formatDate(own.start_time)}`]
    .filter(Boolean)
    .join(" · ");

function Mark({ slot }: { slot: FoundSlot }) {
  const pieces = [slot.before_minutes, slot.after_minutes].filter((minutes) => minutes > 0);
  if (slot.best)
    return (
      <Badge>
        <CircleCheck aria-hidden />
        Mejor opción
      </Badge>
    );
  if (pieces.length === 0)
    return (
      <Badge variant="outline">
        <Puzzle aria-hidden />
        Encaja justo
      </Badge>
    );
  const least = Math.min(...pieces);
  if (least >= USEFUL) return null;
  return <span className="shrink-0 text-xs font-normal text-muted-foreground">Deja {formatDuration(least)}</span>;
}
