import type { FoundSlot } from "@/entities/appointment/finder";
import { dayOf } from "@/lib/dates";
import { formatTime, formatTimeRange } from "@/lib/format";
import type { Doctor } from "../use-agenda-data";
import type { Gap } from "./inputs";

/** What a search found of these days, and the hour of it that is held, in the place of what is free. */
export const gapsOf =
  (slots: readonly FoundSlot[], held: FoundSlot | null) =>
  (doctors: readonly Doctor[], days: readonly string[]): Gap[] =>
    slots.flatMap((slot) => {
      const { start_time, end_time } = slot;
      const day = dayOf(start_time);
      const doctor = days.includes(day) && doctors.find(({ id }) => id === slot.doctor.id);
      if (!doctor) return [];
      const found =
        slot === held
          ? { slot, text: `${formatTime(start_time)} retenida`, look: "is-held" }
          : { slot, text: formatTimeRange(start_time, end_time), look: "is-found" };
      return [{ doctor, day, start: Date.parse(start_time), end: Date.parse(end_time), next: true, found }];
    });
