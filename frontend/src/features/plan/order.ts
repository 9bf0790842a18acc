import type { PlanItem } from "@/entities/plan/schema";

export type Placed = { id: number; phase: number };
/** Where something is dropped: in this phase, before that item or at its end. */
export type Spot = { phase: number; before: number | null };

/** The items as the page shows them: by phase, and alternatives together after the rest. */
export function inSight(items: readonly PlanItem[]): PlanItem[] {
  const groups = [...new Set(items.map(({ alternative_group }) => alternative_group))].filter(Boolean);
  const rank = ({ phase, alternative_group }: PlanItem) =>
    phase * 1000 + (alternative_group === null ? 0 : 1 + groups.indexOf(alternative_group));
  return [...items].sort((a, b) => rank(a) - rank(b));
}

/** What moves with an item: the other ways of doing the same go along. */
const together = (items: readonly PlanItem[], { id, phase, alternative_group: group }: PlanItem) =>
  items.filter((one) => (group === null ? one.id === id : one.alternative_group === group && one.phase === phase));

/** All items with `item` at that spot; null where it stays where it is, or what is done would change its phase. */
export function placedAt(items: readonly PlanItem[], item: PlanItem, { phase, before }: Spot): Placed[] | null {
  const seen = inSight(items);
  const going = together(seen, item);
  if (before !== null && going.some(({ id }) => id === before)) return null;
  if (phase !== item.phase && going.some(({ status }) => status === "DONE")) return null;
  const rest = seen.filter((one) => !going.includes(one));
  const at =
    before === null ? rest.filter((one) => one.phase <= phase).length : rest.findIndex(({ id }) => id === before);
  const wanted = inSight([...rest.slice(0, at), ...going.map((one) => ({ ...one, phase })), ...rest.slice(at)]).map(
    ({ id, phase: of }) => ({ id, phase: of }),
  );
  const same = wanted.every(({ id, phase: of }, place) => seen[place]!.id === id && seen[place]!.phase === of);
  return same ? null : wanted;
}

/** A place further up or down; over the edge of its phase it goes to the next one, that has items or not. */
export function stepped(items: readonly PlanItem[], item: PlanItem, step: 1 | -1, phases: number): Placed[] | null {
  const seen = inSight(items);
  const alike = (of: number) =>
    seen.filter((one) => one.phase === of && (one.alternative_group === null) === (item.alternative_group === null));
  const mine = alike(item.phase);
  // Alternatives of one thing are one place.
  const heads = mine.filter((one) => together(mine, one)[0] === one);
  const at = heads.indexOf(together(mine, item)[0]!);
  if (step === -1 && at > 0) return placedAt(items, item, { phase: item.phase, before: heads[at - 1]!.id });
  if (step === 1 && at < heads.length - 1)
    return placedAt(items, item, { phase: item.phase, before: heads[at + 2]?.id ?? null });
  const phase = item.phase + step;
  if (phase < 1 || phase > phases) return null;
  return placedAt(items, item, { phase, before: step === 1 ? (alike(phase)[0]?.id ?? null) : null });
}
