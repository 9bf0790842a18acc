import { MATERIAL, ruleOf, type Finding, type Kind, type OwnKind } from "./findings";
import { circle, faces, flip, line, path, roots, round, type Place, type Shape, type Step } from "./geometry";
import { RING, SQUARE, tooth, type Tooth } from "./teeth";

/** What is drawn first: what covers little comes over what covers much. */
const ORDER: readonly Kind[] = [
  "CARIES",
  "FILLING",
  "SEALANT",
  "ENDODONTICS",
  "POST",
  "IMPLANT",
  "RECESSION",
  "CROWN",
  "ABSENT_CARIES",
  "ABSENT_OTHER",
  "EXTRACTION",
  "IMPACTED",
  "ROTATION",
  "FRACTURE",
  "DIASTEMA",
  "SUPERNUMERARY",
  "CUSTOM",
];

export const inDrawnOrder = <F extends Pick<Finding, "kind">>(findings: readonly F[]) =>
  [...findings].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

type Middle = { x: number; y: number; h: number };
type Drawing = {
  t: Tooth;
  item: Finding;
  done: boolean;
  /** The middle of the faces, and half their size. */
  c: Middle;
  /** Where the neighbour begins on the finding's side. */
  edge: number;
  /** What the clinic draws for a finding of its own. */
  sign: string;
};

const V = (x: number, y: number): Step => ["L", x, y];

const asterisk = (t: Tooth, { x, y }: Middle, r: number, cls = "stroke") =>
  [90, 30, 150].map((degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const [dx, dy] = [r * Math.cos(angle), r * Math.sin(angle)];
    return line(t, [x - dx, y - dy], [x + dx, y + dy], cls);
  });

const cross = (t: Tooth, { x, y }: Middle, r: number, cls: string) => [
  line(t, [x - r, y - r], [x + r, y + r], cls),
  line(t, [x + r, y - r], [x - r, y + r], cls),
];

const onFaces = ({ t, item }: Drawing, cls: string): Shape[] =>
  item.faces.map((face) => ({ tag: "path", cls, d: faces(t.fdi)[face].d }));

const DRAW: Partial<Record<Kind, (drawing: Drawing) => Shape[]>> = {
  CARIES: (drawing) => onFaces(drawing, "hatch"),

  FILLING: (drawing) => {
    const { t, item, done } = drawing;
    const shapes = onFaces(drawing, done ? "solid" : "open");
    const main = item.faces.includes("O") ? "O" : item.faces[0];
    const letter = item.material && MATERIAL[item.material].letter;
    if (!letter || !main || t.temporary) return shapes;
    const { cx, cy } = faces(t.fdi)[main];
    return [...shapes, { tag: "text", cls: done ? "on-solid" : "letter", x: cx, y: cy + 4, value: letter }];
  },

  SEALANT: ({ t, c, done }) =>
    done
      ? [circle(t, c.x, c.y, c.h * 0.46, "solid"), ...asterisk(t, c, c.h * 0.3, "knock")]
      : [circle(t, c.x, c.y, c.h * 0.44, "paper"), ...asterisk(t, c, c.h * 0.44)],

  FRACTURE: ({ t, c: { x, y, h } }) => [
    path(
      t,
      [
        ["M", x - h - 3, y + h * 0.5],
        V(x - h * 0.3, y - h * 0.28),
        V(x - h * 0.12, y + h * 0.34),
        V(x + h * 0.42, y - h * 0.5),
        V(x + h * 0.5, y + h * 0.02),
        V(x + h + 3, y - h * 0.62),
      ],
      "stroke",
    ),
  ],

  ENDODONTICS: ({ t, done }) =>
    roots(t).map(([x, , top, lean]) =>
      done
        ? path(
            t,
            [
              ["M", x - 1.9, t.box.neck + 1],
              V(x + lean - 0.7, top + 4),
              V(x + lean + 0.7, top + 4),
              V(x + 1.9, t.box.neck + 1),
              ["Z"],
            ],
            "solid",
          )
        : line(t, [x, t.box.neck + 1], [x + lean, top + 4]),
    ),

  POST: ({ t, done }) => {
    const [cx, , top, lean] = roots(t).at(-1)!;
    const { neck } = t.box;
    const y = neck - (neck - top) * 0.58;
    const x = cx + lean * 0.5;
    const core: Step[] = [
      ["M", x - 2.2, y],
      V(x + 2.2, y),
      V(cx + 3.4, neck),
      V(cx + 7, neck),
      V(cx + 7, neck + 7),
      V(cx - 7, neck + 7),
      V(cx - 7, neck),
      V(cx - 3.4, neck),
      ["Z"],
    ];
    return [path(t, core, done ? "solid" : "open")];
  },

  IMPLANT: ({ t, done }) => {
    const { neck } = t.box;
    const apex = t.box.apex + (t.temporary ? 2 : 8);
    const pitch = (neck - apex) / 5;
    const body: Step[] = [
      ["M", 21, neck + 3],
      V(35, neck + 3),
      V(34, neck - 2),
      V(31.5, apex + 3),
      ["Q", 28, apex - 2, 24.5, apex + 3],
      V(22, neck - 2),
      ["Z"],
    ];
    const threads = [1, 2, 3, 4].map((i) => {
      const w = 9.5 - i * 0.75;
      const y = neck - 2 - i * pitch + pitch * 0.35;
      return line(t, [28 - w, y + 1.6], [28 + w, y - 1.6], done ? "thread" : "line-thin");
    });
    return [path(t, body, done ? "solid" : "open"), ...threads];
  },

  CROWN: ({ t, c }) =>
    t.temporary
      ? [circle(t, c.x, c.y, RING.r + 3, "ring")]
      : [
          {
            tag: "rect",
            cls: "ring",
            x: SQUARE.x - 3.5,
            y: round(flip(t, c.y) - c.h - 3.5),
            width: SQUARE.size + 7,
            height: SQUARE.size + 7,
            rx: 9,
          },
        ],

  EXTRACTION: ({ t, c }) => cross(t, c, c.h + 2, "line"),
  ABSENT_CARIES: ({ t, c }) => cross(t, c, c.h, "heavy"),
  ABSENT_OTHER: ({ t, c }) => [circle(t, c.x, c.y, c.h * 0.8, "heavy"), ...cross(t, c, c.h * 0.52, "heavy")],

  IMPACTED: ({ t, c: { x, y, h } }) => {
    const [from, to, bar] = [y - h * 0.62, y + h * 0.42, y + h * 0.66];
    return [
      line(t, [x, from], [x, to], "stroke"),
      path(t, [["M", x - 6, to - 7], V(x, to), V(x + 6, to - 7)], "stroke"),
      line(t, [x - 11, bar], [x + 11, bar], "stroke"),
    ];
  },

  SUPERNUMERARY: ({ t, c, edge }) => {
    const y = c.y - c.h * 0.55;
    return [
      circle(t, edge, y, 6, "bubble"),
      line(t, [edge - 3, y], [edge + 3, y], "stroke-thin"),
      line(t, [edge, y - 3], [edge, y + 3], "stroke-thin"),
    ];
  },

  DIASTEMA: ({ t, c, edge }) =>
    [-1, 1].map((s) =>
      path(
        t,
        [
          ["M", edge + s * 4.6, c.y - 12],
          ["Q", edge - s * 0.4, c.y, edge + s * 4.6, c.y + 12],
        ],
        "stroke",
      ),
    ),

  // Three quarters of a turn, open at the top, with its head.
  ROTATION: ({ t, item, c }) => {
    const r = c.h * 0.62;
    const way = item.side === "D" ? -1 : 1;
    const [x, y] = [c.x + way * r * 0.72, c.y - r * 0.69];
    return [
      path(
        t,
        [
          ["M", c.x - way * r * 0.72, y],
          ["C", c.x - way * r * 1.5, c.y + r * 0.2, c.x - way * r * 0.7, c.y + r, c.x, c.y + r],
          ["C", c.x + way * r * 0.7, c.y + r, c.x + way * r * 1.5, c.y + r * 0.2, x, y],
        ],
        "stroke",
      ),
      path(t, [["M", x + way * 7, y + 1.5], V(x, y), V(x + way * 0.5, y + 7.5)], "stroke"),
    ];
  },

  // Past 4 mm the line would leave the root: the figure in its row says how much.
  RECESSION: ({ t, item }) => {
    const { neck } = t.box;
    const y = neck + 4 - Math.min(item.value ?? 0, 5) * (t.temporary ? 4 : 6);
    return [
      path(
        t,
        [
          ["M", 5, neck + 6],
          ["C", 13, neck + 5, 16, y, 28, y],
          ["C", 40, y, 43, neck + 5, 51, neck + 6],
        ],
        "stroke",
      ),
    ];
  },

  CUSTOM: ({ t, c, sign }) => [
    circle(t, c.x, c.y, c.h * 0.52, "bubble"),
    { tag: "text", cls: "letter", x: c.x, y: round(flip(t, c.y)) + 4, value: sign },
  ],
};

/** One finding at one tooth, in the tooth's box. `gap`: how far the neighbour stands away beyond it. */
export function symbol(item: Finding, { gap = 0, sign = "" } = {}): Shape[] {
  const t = tooth(item.tooth);
  const c = t.temporary
    ? { x: RING.cx, y: RING.cy, h: RING.r }
    : { x: 28, y: SQUARE.y + SQUARE.size / 2, h: SQUARE.size / 2 };
  const edge = ((item.side ?? "M") === "M") === t.right ? t.box.w + gap : -gap;
  return DRAW[item.kind]?.({ t, item, done: item.state === "DONE", c, edge, sign }) ?? [];
}

/** A prosthesis of several teeth, on the rail between roots and faces, in the coordinates of the whole chart. */
export function railSymbol({ kind, state, pillars }: Pick<Finding, "kind" | "state" | "pillars">, places: Place[]) {
  const first = places[0]!;
  const last = places.at(-1)!;
  const t = tooth(first.fdi);
  const y = first.y + flip(t, t.box.rail);
  const middle = (x: number) => x + t.box.w / 2;
  const rail = (from: number, to: number, dy = 0): Shape => ({
    tag: "path",
    cls: "rail",
    d: `M${from} ${y + dy}H${to}`,
  });
  const stroke = (d: string): Shape => ({ tag: "path", cls: "stroke", d });
  const [start, end] = [first.x, last.x + t.box.w];

  if (kind === "BRIDGE")
    return [
      rail(middle(first.x), middle(last.x)),
      ...places.map(({ fdi, x }): Shape => {
        if (!pillars.includes(fdi)) return { tag: "circle", cls: "bubble", cx: middle(x), cy: y, r: 5.5 };
        const cls = state === "DONE" ? "solid" : "open";
        return { tag: "rect", cls, x: middle(x) - 6, y: y - 6, width: 12, height: 12, rx: 1.5 };
      }),
    ];
  if (kind === "REMOVABLE")
    return [
      rail(start + 10, end - 10),
      ...([[start + 9, -1] as const, [end - 9, 1] as const].map(([x, s]) =>
        stroke(`M${x - s * 2} ${y - 10}Q${x + s * 6} ${y} ${x - s * 2} ${y + 10}`),
      ) satisfies Shape[]),
      ...places.filter(({ fdi }) => !pillars.includes(fdi)).map(({ x }) => stroke(`M${middle(x)} ${y - 5}V${y + 5}`)),
    ];
  return [rail(start + 4, end - 4, -3.5), rail(start + 4, end - 4, 3.5)];
}

/** What shows a kind by itself: in the palette, in the legend, in a list. */
export const SAMPLES: Record<OwnKind, Partial<Finding> & { tooth: number }> = {
  CARIES: { tooth: 26, faces: ["O", "M"] },
  FILLING: { tooth: 26, faces: ["O", "D"], material: "RESIN" },
  SEALANT: { tooth: 26 },
  FRACTURE: { tooth: 21 },
  ENDODONTICS: { tooth: 26 },
  POST: { tooth: 21 },
  IMPLANT: { tooth: 26 },
  BRIDGE: { tooth: 24, to_tooth: 26, pillars: [24, 26] },
  REMOVABLE: { tooth: 24, to_tooth: 26, pillars: [24, 26] },
  DENTURE: { tooth: 24, to_tooth: 26 },
  CROWN: { tooth: 26 },
  EXTRACTION: { tooth: 28 },
  ABSENT_CARIES: { tooth: 28 },
  ABSENT_OTHER: { tooth: 28 },
  UNERUPTED: { tooth: 14 },
  IMPACTED: { tooth: 28 },
  SUPERNUMERARY: { tooth: 22, side: "D" },
  DIASTEMA: { tooth: 21, side: "M" },
  ROTATION: { tooth: 22, side: "M" },
  RECESSION: { tooth: 23, value: 3 },
  MOBILITY: { tooth: 21, value: 2 },
};

export const hidesRoots = (findings: readonly Finding[]) => findings.some((item) => ruleOf(item)?.hidesRoots);
export const isGhost = (findings: readonly Finding[]) =>
  findings.some((item) => ruleOf(item)?.ghost) && !findings.some(({ kind }) => kind === "IMPLANT");
