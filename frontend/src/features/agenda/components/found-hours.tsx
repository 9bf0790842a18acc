import { formatTimeRange } from "@/lib/format";
import { timeOf } from "@/lib/dates";
import { cn } from "@/lib/utils";
import { isHeld } from "../calendar/found";
import type { Gap } from "../calendar/inputs";
import type { Offer } from "./finder-sheet";

/** So many fit in a day of the week of all. */
const SHOWN = 4;
const LOOK =
  "rounded-sm border border-dashed border-primary bg-accent text-accent-foreground hover:border-solid aria-pressed:border-solid aria-pressed:bg-primary aria-pressed:text-primary-foreground";
/** A cell of the list of visits. */
export const CELL = "border-b border-border px-3 py-2 align-top";

type FoundHoursProps = { found: readonly Gap[]; onPick: Offer["onPick"] };

/** The first of what a search found there, of which the held one always; the rest is in the search's own list. */
export function FoundHours({ found, onPick }: FoundHoursProps) {
  const hours = found.flatMap(({ found }) => found ?? []).sort((a, b) => Number(isHeld(b)) - Number(isHeld(a)));
  if (hours.length === 0) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-1">
      {hours
        .slice(0, SHOWN)
        .sort((a, b) => a.slot.start_time.localeCompare(b.slot.start_time))
        .map((each) => (
          <button
            key={each.slot.start_time}
            type="button"
            aria-pressed={isHeld(each)}
            onClick={() => onPick(each.slot)}
            className={cn(LOOK, isHeld(each) && "is-held", "px-1 py-0.5 text-2xs tabular-nums")}
          >
            {each.text}
          </button>
        ))}
      {hours.length > SHOWN && <span className="py-0.5 text-2xs text-muted-foreground">+{hours.length - SHOWN}</span>}
    </p>
  );
}

type FoundRowProps = { found: NonNullable<Gap["found"]>; onPick: Offer["onPick"] };

/** A line among the visits of the list. */
export function FoundRow({ found, onPick }: FoundRowProps) {
  const { slot } = found;
  const held = isHeld(found);
  return (
    <tr className={held ? "bg-accent" : "hover:bg-muted"}>
      <td className={cn(CELL, "whitespace-nowrap tabular-nums")}>{formatTimeRange(slot.start_time, slot.end_time)}</td>
      <td className={CELL}>
        <button
          type="button"
          aria-pressed={held}
          onClick={() => onPick(slot)}
          className={cn(LOOK, held && "is-held", "px-2")}
        >
          {held ? "Retenida" : "Libre"}
          <span className="sr-only"> {`a las ${timeOf(slot.start_time)} con ${slot.doctor.name}`}</span>
        </button>
      </td>
      <td className={cn(CELL, "max-md:hidden")}>
        {slot.doctor.name}
        {slot.room && <span className="block text-xs text-muted-foreground">{slot.room.name}</span>}
      </td>
      <td colSpan={2} className={CELL} />
    </tr>
  );
}
