import { contradictionIn } from "./contradictions";
import {
  KINDS,
  sameFindings,
  touches,
  type CustomKind,
  type Finding,
  type OwnKind,
  type State,
} from "@/entities/odontogram/findings";
import type { Face } from "@/entities/odontogram/teeth";
import { describeTooth } from "@/entities/odontogram/words";

// What is being done to the chart, without a page: every function takes the mouth as it is and answers what becomes
// of it. What is refused leaves the findings alone and says why.

/** A kind of the palette, or the clinic's own by its number. */
export type Tool = OwnKind | number;
type Moment = { findings: Finding[]; tooth: number };

export type Mouth = {
  findings: Finding[];
  tooth: number;
  face: Face | null;
  tool: Tool | null;
  /** Chosen by hand, a tool stays until it is left; by its letter, for this tooth. */
  held: boolean;
  /** Its letter came before the face: the faces that follow are painted. */
  paints: boolean;
  /** What the tool sets. */
  state: State;
  /** A prosthesis that has one end. */
  span: { kind: OwnKind; from: number; pillars: number[] | null } | null;
  /** Recession or mobility that waits for its figure. */
  figure: OwnKind | null;
  /** What the words line says until something else is done. */
  said: string | null;
  refused: boolean;
  past: Moment[];
  future: Moment[];
};

export const openMouth = (findings: Finding[] = [], tooth = 18): Mouth => ({
  findings,
  tooth,
  face: null,
  tool: null,
  held: false,
  paints: false,
  state: "TODO",
  span: null,
  figure: null,
  said: null,
  refused: false,
  past: [],
  future: [],
});

export const quiet = (mouth: Mouth): Mouth => ({ ...mouth, said: null, refused: false });
export const refuse = (mouth: Mouth, said: string): Mouth => ({ ...mouth, said, refused: true });

/** The findings become these, and what they were can come back. */
export function become(mouth: Mouth, findings: Finding[], said: string | null = null): Mouth {
  if (sameFindings(mouth.findings, findings)) return quiet(mouth);
  const why = contradictionIn(findings);
  if (why) return refuse(mouth, why);
  const { tooth, past } = mouth;
  return {
    ...quiet(mouth),
    findings,
    past: [...past, { findings: mouth.findings, tooth }],
    future: [],
    said,
  };
}

export function select(mouth: Mouth, tooth: number, face: Face | null = null): Mouth {
  const left = tooth !== mouth.tooth && !mouth.held ? { tool: null } : {};
  return { ...quiet(mouth), ...left, figure: null, tooth, face };
}

export const statesOf = (tool: Tool | null, custom: readonly CustomKind[]): readonly State[] =>
  tool === null
    ? []
    : typeof tool === "number"
      ? (custom.find(({ id }) => id === tool)?.states ?? ["FACT"])
      : KINDS[tool].states;

/** The finding that the keys speak of: what the tool set here, else what the face has, else the tooth's last. */
export function currentOf({ findings, tooth, face, tool }: Mouth): Finding | null {
  const mine = findings.filter((item) => touches(item, tooth));
  const here = face ? mine.filter((item) => item.faces.includes(face)) : mine;
  const ofTool = mine.filter((item) =>
    typeof tool === "number" ? item.custom_finding_id === tool : item.kind === tool,
  );
  return ofTool.find((item) => here.includes(item)) ?? here.at(-1) ?? ofTool.at(-1) ?? null;
}

export function undo(mouth: Mouth): Mouth {
  const last = mouth.past.at(-1);
  if (!last) return { ...quiet(mouth), said: "No hay nada que deshacer." };
  const { findings, tooth } = mouth;
  return {
    ...quiet(mouth),
    ...last,
    face: null,
    span: null,
    figure: null,
    said: `Deshecho. ${last.tooth}: ${describeTooth(last.tooth, last.findings)}.`,
    past: mouth.past.slice(0, -1),
    future: [...mouth.future, { findings, tooth }],
  };
}

export function redo(mouth: Mouth): Mouth {
  const next = mouth.future.at(-1);
  if (!next) return { ...quiet(mouth), said: "No hay nada que rehacer." };
  const { findings, tooth } = mouth;
  return {
    ...quiet(mouth),
    ...next,
    face: null,
    past: [...mouth.past, { findings, tooth }],
    future: mouth.future.slice(0, -1),
    said: "Rehecho.",
  };
}
