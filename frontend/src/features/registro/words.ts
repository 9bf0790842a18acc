import { CircleAlert, Info, TriangleAlert, type LucideIcon } from "lucide-react";
import type { BadgeVariant } from "@/components/ui/badge";
import { CLINIC_TIMEZONE } from "@/config/clinic";
import type { Level, Stats } from "@/entities/log/schema";
import { dayOf } from "@/lib/dates";
import { formatDate } from "@/lib/format";

export const LEVEL_LOOK: Record<Level, { label: string; icon: LucideIcon; variant: BadgeVariant }> = {
  INFO: { label: "Informativo", icon: Info, variant: "neutral" },
  WARNING: { label: "Advertencia", icon: TriangleAlert, variant: "warning" },
  ERROR: { label: "Error", icon: CircleAlert, variant: "danger" },
};

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: CLINIC_TIMEZONE,
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});

/** `24 nov 2026` and `10:24:05`: in a register the seconds tell what came first. */
export const momentOf = (instant: string) => ({
  day: formatDate(dayOf(instant)),
  time: clock.format(new Date(instant)),
});

/** How many entries of some types there were. */
export const countOf = (stats: Stats, ...types: string[]) =>
  stats.by_type.reduce((sum, { type, count }) => (types.includes(type) ? sum + count : sum), 0);

export const levelCount = (stats: Stats, level: Level) => stats.by_level.find((row) => row.level === level)?.count ?? 0;
