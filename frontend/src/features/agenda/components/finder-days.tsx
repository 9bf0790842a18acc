import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import type { FoundDay } from "@/entities/appointment/finder";
import { formatCount, formatLongDate, formatWeekday } from "@/lib/format";
import { cn } from "@/lib/utils";

type FinderDaysProps = {
  days: readonly FoundDay[];
  chosen: string | null;
  /** Null shows all of them again. */
  onChoose: (day: string | null) => void;
};

/** The days that were looked through, a week to a row, each with how many hours it has; one narrows the search to it. */
export function FinderDays({ days, chosen, onChoose }: FinderDaysProps) {
  return (
    <ToggleGroup
      type="single"
      value={chosen ?? ""}
      onValueChange={(day) => onChoose(day || null)}
      aria-label="Horas de cada día"
      className="grid h-auto grid-cols-7 gap-1 bg-transparent p-0 pt-0.5 md:h-auto"
    >
      {days.map(({ date, count }) => (
        <ToggleGroupItem
          key={date}
          value={date}
          disabled={count === 0}
          aria-label={`${formatLongDate(date)}: ${count === 0 ? "ninguna hora" : formatCount(count, "hora", "horas")}`}
          className={cn(
            "h-11 flex-col gap-0 rounded-md border border-input bg-card px-0 leading-4 hover:bg-accent md:h-11",
            "data-[state=on]:border-primary data-[state=on]:bg-accent data-[state=on]:text-accent-foreground data-[state=on]:shadow-none",
            "disabled:hatch disabled:border-dashed disabled:border-border disabled:bg-transparent disabled:opacity-100",
          )}
        >
          <span className="text-2xs font-normal lowercase">
            {formatWeekday(date)} <b className="text-sm font-semibold">{Number(date.slice(8))}</b>
          </span>
          <span className="text-2xs font-normal tabular-nums text-muted-foreground">
            {count === 0 ? "—" : count}
            {count > 0 && <span className="max-sm:hidden">{count === 1 ? " hora" : " horas"}</span>}
          </span>
        </ToggleGroupItem>
      ))}
    </ToggleGroup>
  );
}
