import type { FoundSlot } from "@/entities/appointment/finder";
import { dayOf } from "@/lib/dates";
import { formatTime, formatTimeRange } from "@/lib/format";
import { spanOf } from "../domain/hours";
import { NO_ROOM_COLUMN } from "../domain/rooms";
import type { Doctor } from "../use-agenda-data";
import type { GroupBy } from "../use-agenda-view";
import type { Gap } from "./inputs";

const HELD = "is-held";

export const isHeld = ({ look }: NonNullable<Gap["found"]>) => look === HELD;

/**
 * What a search found of these days, and the hour of it that is held, in the place of what is free. Of two that overlap, of one
 * doctor or in one column, one is drawn: what is held, else the best, else the first. By room an hour without one has no place;
 * held it stands with the visits that have none.
 */
export const gapsOf =
  (slots: readonly FoundSlot[], held: FoundSlot | null) =>
  (doctors: readonly Doctor[], days: readonly string[], by: GroupBy): Gap[] => {
    const rank = (slot: FoundSlot) => (slot === held ? 0 : slot.best ? 1 : 2);
    const drawn: Gap[] = [];
    for (const slot of [...slots].sort((a, b) => rank(a) - rank(b))) {
      const { start_time, end_time, room } = slot;
      const day = dayOf(start_time);
      const doctor = doctors.find(({ id }) => id === slot.doctor.id);
      const column = by === "doctor" ? String(slot.doctor.id) : String(room?.id ?? NO_ROOM_COLUMN);
      const { start, end } = spanOf(slot);
      const covers = (other: Gap) =>
        (other.column === column || other.doctor === doctor) && other.start < end && other.end > start;
      if (!doctor || !days.includes(day) || drawn.some(covers)) continue;
      const own = slot === held;
      if (column === NO_ROOM_COLUMN && !own) continue;
      const text = own ? `${formatTime(start_time)} retenida` : formatTimeRange(start_time, end_time);
      const beside = by === "room" ? ` · ${doctor.name}` : undefined;
      const found = { slot, text, beside, look: own ? HELD : "is-found" };
      drawn.push({ doctor, column, day, start, end, next: true, found });
    }
    return drawn;
  };
