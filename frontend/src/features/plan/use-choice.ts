import { useState } from "react";
import type { PlanItem } from "@/entities/plan/schema";

/** What is accepted next: all that is proposed but what somebody leaves out; of alternatives the letter that is chosen. */
export function useChoice(items: readonly PlanItem[]) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [letters, setLetters] = useState<Record<string, string>>({});
  const open = items.filter(({ status, excluded }) => status === "PROPOSED" && !excluded);
  const letterOf = (group: string) =>
    letters[group] ?? open.find(({ alternative_group }) => alternative_group === group)?.alternative ?? "A";
  const picks = (item: PlanItem) =>
    item.alternative_group === null || item.alternative === letterOf(item.alternative_group);
  return {
    chosen: open.filter((item) => picks(item) && !left.has(item.id)),
    isChosen: (item: PlanItem) => (open.includes(item) && picks(item) ? !left.has(item.id) : null),
    choose: (id: number, chosen: boolean) =>
      setLeft((before) => new Set(chosen ? [...before].filter((one) => one !== id) : [...before, id])),
    /** Whether an item is part of what it comes to with the letters that are chosen now. */
    counts: (item: PlanItem) => !item.excluded && (item.status !== "PROPOSED" || picks(item)),
    letterOf,
    pick: (group: string, letter: string) => setLetters((before) => ({ ...before, [group]: letter })),
  };
}

export type Choice = ReturnType<typeof useChoice>;
