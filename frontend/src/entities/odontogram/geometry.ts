import { FACES, ROWS, BOX, RING, SQUARE, tooth, type Face, type Side, type Tooth } from "./teeth";

// Geometry of the chart, as pure functions. A tooth is drawn in its own box, always as if it were an upper one: apex
// at the top, biting edge at the bottom. Lower teeth are the same drawing turned over, point by point, so that text is
// never mirrored.

type Point = [number, number];
/** One step of a path: `M`ove, `L`ine, `Q`uadratic, `C`ubic, `A`rc (radius, sweep, x, y), `Z`. */
export type Step =
  | ["M" | "L", number, number]
  | ["Q", number, number, number, number]
  | ["C", number, number, number, number, number, number]
  | ["A", number, 0 | 1, number, number]
  | ["Z"];

/** Something that is drawn: `cls` says how it looks (odontogram.css), `state` in which colour. */
export type Shape = { cls: string } & (
  | { tag: "path"; d: string }
  | { tag: "circle"; cx: number; cy: number; r: number }
  | { tag: "rect"; x: number; y: number; width: number; height: number; rx: number }
  | { tag: "text"; x: number; y: number; value: string }
);

export const round = (value: number) => Math.round(value * 100) / 100;
export const flip = ({ upper, box }: Pick<Tooth, "upper"> & { box: { h: number } }, y: number) =>
  upper ? y : box.h - y;

export function pathOf(t: Pick<Tooth, "upper"> & { box: { h: number } }, steps: readonly Step[]) {
  return steps
    .map((step) => {
      if (step[0] === "Z") return "Z";
      if (step[0] === "A") {
        const [, r, sweep, x, y] = step;
        return `A${r} ${r} 0 0 ${t.upper ? sweep : 1 - sweep} ${round(x)} ${round(flip(t, y))}`;
      }
      const [op, ...numbers] = step;
      return op + numbers.map((value, i) => round(i % 2 ? flip(t, value) : value)).join(" ");
    })
    .join("");
}

export const path = (t: Tooth, steps: readonly Step[], cls: string): Shape => ({
  tag: "path",
  cls,
  d: pathOf(t, steps),
});
export const line = (t: Tooth, [x1, y1]: Point, [x2, y2]: Point, cls = "line") =>
  path(
    t,
    [
      ["M", x1, y1],
      ["L", x2, y2],
    ],
    cls,
  );
export const circle = (t: Tooth, cx: number, cy: number, r: number, cls: string): Shape => ({
  tag: "circle",
  cls,
  cx: round(cx),
  cy: round(flip(t, cy)),
  r: round(r),
});

/** A root: its centre, its width at the neck, where it ends, and how far its apex leans. */
export type Root = readonly [centre: number, width: number, apex: number, lean: number];

export function roots({ place, temporary, upper }: Tooth): Root[] {
  if (temporary) {
    if (place >= 4)
      return [
        [20, 9, 20, -4],
        [36, 9, 20, 4],
      ];
    return [[28, 11, place === 3 ? 18 : 21, 0]];
  }
  const shorter = place === 8 ? 7 : place === 7 ? 2 : 0;
  if (upper) {
    if (place >= 6)
      return [
        [16.5, 12, 26 + shorter, -2],
        [28, 11, 20 + shorter, 0],
        [39.5, 12, 26 + shorter, 2],
      ];
    if (place === 4)
      return [
        [22, 11, 26, -2],
        [34, 11, 27, 2],
      ];
    return [[28, [0, 18, 15, 17, 0, 16][place]!, [0, 24, 26, 18, 0, 23][place]!, 0]];
  }
  if (place >= 6)
    return [
      [18.5, 14, 24 + shorter, -2],
      [37.5, 14, 24 + shorter, 2],
    ];
  return [[28, [0, 12, 13, 16, 15, 15][place]!, [0, 27, 26, 19, 24, 23][place]!, 0]];
}

export function rootSteps([centre, width, top, lean]: Root, neck: number): Step[] {
  const apex = centre + lean;
  const height = neck - top;
  const left = centre - width / 2;
  const right = centre + width / 2;
  return [
    ["M", left, neck],
    ["C", left, neck - height * 0.5, apex - 3, top + height * 0.28, apex - 2.2, top + 2.6],
    ["Q", apex, top - 1.4, apex + 2.2, top + 2.6],
    ["C", apex + 3, top + height * 0.28, right, neck - height * 0.5, right, neck],
  ];
}

/** The thin silhouette: roots, the arch between two of them, and the neck that widens into the faces. */
export function outline(fdi: number): Shape[] {
  const t = tooth(fdi);
  const { neck } = t.box;
  const all = roots(t);
  const first = all[0]!;
  const last = all.at(-1)!;
  const left = first[0] - first[1] / 2;
  const right = last[0] + last[1] / 2;
  const [faceLeft, faceRight, faceTop] = t.temporary ? [16, 40, 49] : [7.5, 48.5, 76];
  const neckTo = (from: number, to: number): Step[] => [
    ["M", from, neck],
    ["C", from, neck + 5, to, neck + 4, to, faceTop],
  ];
  return [
    ...all.map((root) => path(t, rootSteps(root, neck), "root")),
    path(t, neckTo(left, faceLeft), "root"),
    path(t, neckTo(right, faceRight), "root"),
    ...all.slice(1).map((root, i) => {
      const x1 = all[i]![0] + all[i]![1] / 2;
      const x2 = root[0] - root[1] / 2;
      const arch: Step[] = [
        ["M", x1, neck],
        ["Q", (x1 + x2) / 2, neck - 4, x2, neck],
      ];
      return path(t, arch, "root");
    }),
  ];
}

export type FaceShape = { d: string; cx: number; cy: number; side: Side };
type Cut = { steps: Step[]; cx: number; cy: number };

/** The five faces: always vestibular on the root's side, mesial toward the midline. */
export function faces(fdi: number): Record<Face, FaceShape> {
  const t = tooth(fdi);
  const cuts = t.temporary ? ringCuts() : squareCuts();
  const [left, right]: Face[] = t.right ? ["D", "M"] : ["M", "D"];
  const sides: Record<string, Side> = { V: "top", L: "bottom", O: "centre", [left!]: "left", [right!]: "right" };
  const turned: Partial<Record<Side, Side>> = t.upper ? {} : { top: "bottom", bottom: "top" };
  return Object.fromEntries(
    FACES.map((face) => {
      const side = sides[face]!;
      const { steps, cx, cy } = cuts[side];
      return [face, { d: pathOf(t, steps), cx, cy: round(flip(t, cy)), side: turned[side] ?? side }];
    }),
  ) as Record<Face, FaceShape>;
}

function squareCuts(): Record<Side, Cut> {
  const { x, y, size, inner, r } = SQUARE;
  const X = x + size;
  const Y = y + size;
  const band = (size - inner) / 2;
  const [a, b, c, d] = [x + band, X - band, y + band, Y - band];
  const k = r * 0.293;
  const q = r * 0.586;
  const midX = x + size / 2;
  const midY = y + size / 2;
  const cut = (cx: number, cy: number, ...steps: Step[]): Cut => ({ steps: [...steps, ["Z"]], cx, cy });
  return {
    top: cut(
      midX,
      y + band / 2,
      ["M", x + k, y + k],
      ["Q", x + q, y, x + r, y],
      ["L", X - r, y],
      ["Q", X - q, y, X - k, y + k],
      ["L", b, c],
      ["L", a, c],
    ),
    bottom: cut(
      midX,
      Y - band / 2,
      ["M", x + k, Y - k],
      ["Q", x + q, Y, x + r, Y],
      ["L", X - r, Y],
      ["Q", X - q, Y, X - k, Y - k],
      ["L", b, d],
      ["L", a, d],
    ),
    left: cut(
      x + band / 2,
      midY,
      ["M", x + k, y + k],
      ["Q", x, y + q, x, y + r],
      ["L", x, Y - r],
      ["Q", x, Y - q, x + k, Y - k],
      ["L", a, d],
      ["L", a, c],
    ),
    right: cut(
      X - band / 2,
      midY,
      ["M", X - k, y + k],
      ["Q", X, y + q, X, y + r],
      ["L", X, Y - r],
      ["Q", X, Y - q, X - k, Y - k],
      ["L", b, d],
      ["L", b, c],
    ),
    centre: cut(midX, midY, ["M", a, c], ["L", b, c], ["L", b, d], ["L", a, d]),
  };
}

function ringCuts(): Record<Side, Cut> {
  const { cx, cy, r, inner } = RING;
  const outer = r * Math.SQRT1_2;
  const near = inner * Math.SQRT1_2;
  const middle = (r + inner) / 2;
  const part = (ux: number, uy: number, vx: number, vy: number): Step[] => [
    ["M", cx + ux * outer, cy + uy * outer],
    ["A", r, 1, cx + vx * outer, cy + vy * outer],
    ["L", cx + vx * near, cy + vy * near],
    ["A", inner, 0, cx + ux * near, cy + uy * near],
    ["Z"],
  ];
  return {
    top: { steps: part(-1, -1, 1, -1), cx, cy: cy - middle },
    right: { steps: part(1, -1, 1, 1), cx: cx + middle, cy },
    bottom: { steps: part(1, 1, -1, 1), cx, cy: cy + middle },
    left: { steps: part(-1, 1, -1, -1), cx: cx - middle, cy },
    centre: {
      steps: [["M", cx - inner, cy], ["A", inner, 1, cx + inner, cy], ["A", inner, 1, cx - inner, cy], ["Z"]],
      cx,
      cy,
    },
  };
}

export type Place = { fdi: number; x: number; y: number };
export type Layout = {
  at: Record<number, Place>;
  /** Where the two arches meet. */
  bite: number;
  /** How high the two gum rows above and below are. */
  gum: number;
  width: number;
  height: number;
  /** The midline. */
  axis: number;
  gutter: number;
};

/** The whole mouth in px at 100 %. `gutter`: room for the names of the gum rows at the left. */
export function layout({ gutter = 40, midline = 20, temporary = true, gums = true } = {}): Layout {
  const at: Record<number, Place> = {};
  const gum = gums ? 34 : 0;
  const { permanent, temporary: milk } = BOX;
  let y = gum;
  const place = (row: readonly number[], from: number) =>
    row.forEach((fdi, i) => {
      const column = from + i;
      at[fdi] = { fdi, x: gutter + column * permanent.w + (column >= 8 ? midline : 0), y };
    });
  place(ROWS.permanentUpper, 0);
  y += permanent.h + 8;
  if (temporary) {
    place(ROWS.temporaryUpper, 3);
    y += milk.h + 7;
  }
  const bite = y;
  y += 7;
  if (temporary) {
    place(ROWS.temporaryLower, 3);
    y += milk.h + 8;
  }
  place(ROWS.permanentLower, 0);
  y += permanent.h;
  return {
    at,
    bite,
    gum,
    width: gutter + 16 * permanent.w + midline,
    height: y + gum,
    axis: gutter + 8 * permanent.w + midline / 2,
    gutter,
  };
}
