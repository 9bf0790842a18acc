import { contentOf, isAbsent, touches, type Finding, type Person } from "./findings";
import { TEETH } from "./teeth";

/** What became of a tooth between two versions. */
export type Outcome = "NEW" | "WORSE" | "TREATED" | "CORRECTED";
export type Change = {
  fdi: number;
  outcome: Outcome;
  before: Finding[];
  after: Finding[];
  noted_at: string | null;
  noted_by: Person | null;
};

/** Every tooth that is not as it was, in the order of their numbers. */
export function changesBetween(a: readonly Finding[], b: readonly Finding[]): Change[] {
  return [...TEETH]
    .sort((x, y) => x - y)
    .flatMap((fdi) => {
      const before = a.filter((item) => touches(item, fdi));
      const after = b.filter((item) => touches(item, fdi));
      const [was, is] = [before.map(contentOf), after.map(contentOf)];
      const added = after.filter((item) => !was.includes(contentOf(item)));
      const removed = before.filter((item) => !is.includes(contentOf(item)));
      if (added.length + removed.length === 0) return [];
      const latest = [...added].sort((x, y) => (y.noted_at ?? "").localeCompare(x.noted_at ?? ""))[0];
      return [
        {
          fdi,
          outcome: outcomeOf(before, added, removed),
          before,
          after,
          noted_at: latest?.noted_at ?? null,
          noted_by: latest?.noted_by ?? null,
        },
      ];
    });
}

function outcomeOf(before: Finding[], added: Finding[], removed: Finding[]): Outcome {
  const wasToDo = before.some(({ state }) => state === "TODO");
  const resolved = removed.some(({ state }) => state === "TODO");
  // A tooth that is gone was treated where something had been to do: it was taken out.
  if (added.some((item) => item.state === "DONE" && (!isAbsent(item) || resolved))) return "TREATED";
  if (added.length === 0) return "CORRECTED";
  return wasToDo ? "WORSE" : "NEW";
}
