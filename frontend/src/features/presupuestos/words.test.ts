import type { Quote } from "@/entities/quote/schema";
import { phasesOf } from "./words";

const line = (phase: string | null, accepted: boolean) => ({ phase, accepted }) as Quote["lines"][number];

it("lines are told by phase, in their order, with what was accepted of each", () => {
  const phases = phasesOf([
    line("Urgente", true),
    line("Urgente", true),
    line("Después", true),
    line("Después", false),
    line(null, false),
  ]);
  expect(phases.map(({ name, lines, accepted }) => [name, lines.length, accepted])).toEqual([
    ["Urgente", 2, "all"],
    ["Después", 2, "some"],
    [null, 1, "none"],
  ]);
});
