type Box = { left: number; right: number; top: number; bottom: number };
export type Direction = "up" | "down" | "left" | "right";

const middle = (box: Box) => (box.top + box.bottom) / 2;
const sameColumn = (a: Box, b: Box) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4;

/**
 * The block an arrow leads to: the next one above or below in its column, or the one at the
 * nearest hour in the next column that has any. -1 when there is none that way.
 */
export function neighbourOf(boxes: readonly Box[], from: number, direction: Direction) {
  const here = boxes[from]!;
  const others = boxes.map((box, index) => ({ box, index })).filter(({ index }) => index !== from);

  if (direction === "up" || direction === "down") {
    const sign = direction === "down" ? 1 : -1;
    const column = others
      .filter(({ box }) => sameColumn(here, box) && (box.top - here.top) * sign > 0)
      .sort((a, b) => (a.box.top - b.box.top) * sign);
    return column[0]?.index ?? -1;
  }

  const sign = direction === "right" ? 1 : -1;
  const beside = others.filter(({ box }) => !sameColumn(here, box) && (box.left - here.left) * sign > 0);
  const edge = Math.min(...beside.map(({ box }) => Math.abs(box.left - here.left)));
  const nearest = beside
    .filter(({ box }) => Math.abs(box.left - here.left) - edge < 8)
    .sort((a, b) => Math.abs(middle(a.box) - middle(here)) - Math.abs(middle(b.box) - middle(here)));
  return nearest[0]?.index ?? -1;
}
