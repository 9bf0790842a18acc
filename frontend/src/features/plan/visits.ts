import type { PlanItem } from "@/entities/plan/schema";

export type Visit = { phase: number; items: PlanItem[]; minutes: number };

/** Longer than this nobody is kept in the chair, unless one treatment alone takes longer. */
const LONGEST_MINUTES = 90;

/** Where an item is done, as anaesthesia divides the mouth: a quadrant of either dentition, an arch, or all of it. */
const regionOf = ({ tooth, quadrant, arch }: PlanItem) => {
  const number = tooth ? Math.floor(tooth / 10) : quadrant;
  return number ? String(((number - 1) % 4) + 1) : (arch ?? "MOUTH");
};

/**
 * The next visits that what was accepted asks for, in the order of the plan: what is of one phase and one quadrant is done
 * together. Of what takes several sessions only the next one is proposed.
 */
export function proposedVisits(items: readonly PlanItem[]): Visit[] {
  const visits: (Visit & { region: string })[] = [];
  for (const item of items) {
    if (item.status !== "ACCEPTED") continue;
    const region = regionOf(item);
    const there = visits.find(
      (visit) =>
        visit.phase === item.phase &&
        visit.region === region &&
        visit.minutes + item.duration_minutes <= LONGEST_MINUTES,
    );
    if (there) {
      there.items.push(item);
      there.minutes += item.duration_minutes;
    } else visits.push({ phase: item.phase, region, items: [item], minutes: item.duration_minutes });
  }
  return visits.map(({ phase, items: together, minutes }) => ({ phase, items: together, minutes }));
}
