import { useState } from "react";
import type { Colour, Mark, Shape } from "./annotations";

const EDGE = 10_000;
const within = (place: number) => Math.round(Math.min(EDGE, Math.max(0, place)));

/** A mark of its kind that can be seen, around the middle: what the keyboard begins with. */
export const inTheMiddle = (kind: Shape, colour: Colour, text: string): Mark =>
  kind === "TEXT"
    ? { kind, colour, x: 4000, y: 4500, text }
    : { kind, colour, x: 4000, y: 4000, to_x: 6000, to_y: 6000 };

/** The mark moved as a whole, no further than the image goes. */
export function moved(mark: Mark, dx: number, dy: number): Mark {
  const xs = mark.kind === "TEXT" ? [mark.x] : [mark.x, mark.to_x];
  const ys = mark.kind === "TEXT" ? [mark.y] : [mark.y, mark.to_y];
  const x = Math.min(EDGE - Math.max(...xs), Math.max(-Math.min(...xs), dx));
  const y = Math.min(EDGE - Math.max(...ys), Math.max(-Math.min(...ys), dy));
  const at = { x: within(mark.x + x), y: within(mark.y + y) };
  return mark.kind === "TEXT"
    ? { ...mark, ...at }
    : { ...mark, ...at, to_x: within(mark.to_x + x), to_y: within(mark.to_y + y) };
}

/** Its second point elsewhere; words have none. */
export const stretched = (mark: Mark, toX: number, toY: number): Mark =>
  mark.kind === "TEXT" ? mark : { ...mark, to_x: within(toX), to_y: within(toY) };

/** Marks being drawn, each step taken back in turn. */
export function useMarks(begun: readonly Mark[]) {
  const [steps, setSteps] = useState<readonly (readonly Mark[])[]>([begun]);
  const marks = steps.at(-1)!;
  return {
    marks,
    dirty: JSON.stringify(marks) !== JSON.stringify(begun),
    canUndo: steps.length > 1,
    put: (next: readonly Mark[]) => setSteps((all) => [...all, next]),
    /** Within one drag: no step of its own. */
    amend: (next: readonly Mark[]) => setSteps((all) => [...all.slice(0, -1), next]),
    undo: () => setSteps((all) => (all.length > 1 ? all.slice(0, -1) : all)),
  };
}
