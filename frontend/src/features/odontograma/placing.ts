import {
  finding,
  isAbsent,
  KINDS,
  MATERIALS,
  ruleOf,
  teethOf,
  type CustomKind,
  type Finding,
  type OwnKind,
  type State,
} from "@/entities/odontogram/findings";
import type { Face } from "@/entities/odontogram/teeth";
import { describe, faceFinding, GRADES, STATE_WORD } from "@/entities/odontogram/words";
import { givesWay, goesWith } from "./contradictions";
import { become, currentOf, quiet, refuse, select, statesOf, type Mouth, type Tool } from "./mouth";
import { beginSpan, finishSpan } from "./spans";

// What a tool does where one stands, and what is changed of what is there.

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Chooses a tool. By its letter it is used at once on the chosen tooth. */
export function take(
  mouth: Mouth,
  tool: Tool,
  custom: readonly CustomKind[],
  { held = false, state }: { held?: boolean; state?: State } = {},
): Mouth {
  const same = mouth.tool === tool && mouth.held === held;
  const states = statesOf(tool, custom);
  const kept = state ?? (same && states.includes(mouth.state) ? mouth.state : states[0]!);
  return { ...quiet(mouth), tool, held, paints: held, state: kept, span: null, figure: null };
}

export const leave = (mouth: Mouth): Mouth => ({
  ...quiet(mouth),
  tool: null,
  held: false,
  span: null,
  figure: null,
  face: mouth.tool || mouth.span || mouth.figure ? mouth.face : null,
});

/** Uses the tool where one stands. */
export function apply(mouth: Mouth): Mouth {
  const { tool, tooth, face } = mouth;
  if (tool === null) return mouth;
  if (typeof tool === "number")
    return toggle(mouth, finding({ kind: "CUSTOM", tooth, state: mouth.state, custom_finding_id: tool }));
  const rule = KINDS[tool];
  if (rule.span) return mouth.span ? finishSpan(mouth) : beginSpan(mouth, tool);
  if (rule.value) return { ...quiet(mouth), figure: tool };
  if (rule.faces)
    return face
      ? paint(mouth, tool, face)
      : { ...quiet(mouth), paints: true, said: `${rule.name} en ${tooth}: elija la cara (8 4 5 6 2).` };
  const side = rule.side ? { side: face === "D" ? ("D" as const) : ("M" as const) } : {};
  return toggle(mouth, finding({ kind: tool, tooth, state: mouth.state, ...side }));
}

/** Sets what concerns the whole tooth; what is there already is taken away. */
function toggle(mouth: Mouth, item: Finding): Mouth {
  const twin = mouth.findings.find(
    (other) =>
      other.kind === item.kind &&
      other.tooth === item.tooth &&
      other.custom_finding_id === item.custom_finding_id &&
      other.side === item.side,
  );
  const rest = mouth.findings.filter((other) => other !== twin);
  if (twin?.state === item.state) return become(mouth, rest, `${describe(item)} en ${item.tooth}: quitado.`);
  if (twin) return become(mouth, [...rest, { ...twin, state: item.state }]);
  return place(mouth, rest, item);
}

/** A tooth that is gone, or not there yet, has nothing else; an implant leaves nothing of it. */
function place(mouth: Mouth, rest: Finding[], item: Finding): Mouth {
  const gone = isAbsent(item) || item.kind === "UNERUPTED";
  const implant = item.kind === "IMPLANT" && item.state === "DONE";
  const kept = rest.filter(
    (other) =>
      other.tooth !== item.tooth ||
      ruleOf(other)?.span ||
      !((gone && goesWith(other, item.kind)) || (implant && givesWay(other))),
  );
  const dropped = rest.length - kept.length;
  const said = `${item.tooth}: ${lowered(describe(item))}. Se ${dropped === 1 ? "quitó un hallazgo" : `quitaron ${dropped} hallazgos`} de la pieza.`;
  return become(mouth, [...kept, item], dropped > 0 ? said : null);
}

/** Caries and fillings, face by face. What is done on a face treats its caries. */
function paint(mouth: Mouth, kind: "CARIES" | "FILLING" | OwnKind, face: Face): Mouth {
  const { tooth, state, findings } = mouth;
  const twin = findings.find(
    (item) => item.kind === kind && item.tooth === tooth && item.state === state && item.faces.includes(face),
  );
  if (twin && kind === "FILLING") return changeFinding(mouth, twin, { material: nextMaterial(twin) });
  if (twin) return become(mouth, without(findings, twin, face));
  const cleared = kind === "FILLING" && state === "DONE" ? withoutKind(findings, "CARIES", tooth, face) : findings;
  const opposite = kind === "FILLING" ? withoutKind(cleared, "FILLING", tooth, face) : cleared;
  const mate = opposite.find((item) => item.kind === kind && item.tooth === tooth && item.state === state);
  const grown = mate
    ? opposite.map((item) => (item === mate ? { ...item, faces: [...item.faces, face] } : item))
    : [...opposite, finding({ kind: kind as OwnKind, tooth, state, faces: [face] })];
  return become(mouth, grown, cleared !== findings ? `La caries de esa cara queda tratada.` : null);
}

const nextMaterial = ({ material }: Finding) => {
  const next = material === null ? 0 : MATERIALS.indexOf(material) + 1;
  return MATERIALS[next] ?? null;
};

function without(findings: Finding[], item: Finding, face: Face) {
  const left = item.faces.filter((other) => other !== face);
  return findings.flatMap((other) => (other !== item ? [other] : left.length > 0 ? [{ ...other, faces: left }] : []));
}

function withoutKind(findings: Finding[], kind: OwnKind, tooth: number, face: Face) {
  const item = findings.find((other) => other.kind === kind && other.tooth === tooth && other.faces.includes(face));
  return item ? without(findings, item, face) : findings;
}

/** A face key: after the letter of caries or filling it paints, else it only goes there. */
export function goToFace(mouth: Mouth, face: Face): Mouth {
  const there = { ...select(mouth, mouth.tooth, face), tool: mouth.tool };
  return mouth.paints && typeof mouth.tool === "string" && KINDS[mouth.tool].faces ? apply(there) : there;
}

/** The figure of recession or mobility; nought takes it away. */
export function setFigure(mouth: Mouth, value: number): Mouth {
  const { figure: kind, tooth } = mouth;
  if (!kind) return mouth;
  const { most = 9, name, value: unit } = KINDS[kind];
  if (value > most)
    return { ...refuse(mouth, `${name}: de 0 a ${unit === "mm" ? most : GRADES[most]}.`), figure: kind };
  const twin = mouth.findings.find((item) => item.kind === kind && item.tooth === tooth);
  const rest = mouth.findings.filter((item) => item !== twin);
  return become({ ...mouth, figure: null }, value === 0 ? rest : [...rest, finding({ ...twin, kind, tooth, value })]);
}

/** Space: to be treated, done, a fact; only what the finding can be. */
export function cycleState(mouth: Mouth, custom: readonly CustomKind[]): Mouth {
  const item = currentOf(mouth);
  const tool = item ? (item.kind === "CUSTOM" ? item.custom_finding_id! : item.kind) : mouth.tool;
  const all: State[] = ["TODO", "DONE", "FACT"];
  const possible = all.filter((state) => statesOf(tool, custom).includes(state));
  const now = item?.state ?? mouth.state;
  const next = possible[(possible.indexOf(now) + 1) % possible.length];
  return next ? setState(mouth, next, custom) : mouth;
}

export function setState(mouth: Mouth, state: State, custom: readonly CustomKind[]): Mouth {
  const item = currentOf(mouth);
  if (!item) return { ...quiet(mouth), state };
  const tool = item.kind === "CUSTOM" ? item.custom_finding_id! : item.kind;
  if (!statesOf(tool, custom).includes(state) || item.state === state) {
    const only = STATE_WORD[item.state].toLowerCase();
    return statesOf(tool, custom).length > 1
      ? { ...quiet(mouth), state }
      : refuse(mouth, `${describe(item, custom)} solo puede estar «${only}».`);
  }
  const next = changeFinding(mouth, item, { state });
  return next.refused ? next : { ...next, state };
}

export function changeFinding(mouth: Mouth, item: Finding, change: Partial<Finding>): Mouth {
  return become(
    mouth,
    mouth.findings.map((other) => (other === item ? { ...other, ...change } : other)),
  );
}

export const removeFinding = (mouth: Mouth, item: Finding): Mouth =>
  become(
    mouth,
    mouth.findings.filter((other) => other !== item),
    `${describe(item)} en ${item.tooth}: quitado.`,
  );

/** One finding of several faces becomes one of each, that each may have its own material. */
export const splitFaces = (mouth: Mouth, item: Finding): Mouth =>
  become(
    mouth,
    mouth.findings.flatMap((other) =>
      other === item ? item.faces.map((face) => ({ ...item, faces: [face] })) : [other],
    ),
  );

/** Supr: the face is sound, or with none chosen the tooth. */
export function erase(mouth: Mouth): Mouth {
  const { tooth, face, findings } = mouth;
  const onFace = face && faceFinding(tooth, face, findings);
  if (onFace)
    return become(
      mouth,
      findings
        .map((item) => item)
        .flatMap((item) => (item.tooth === tooth && item.faces.includes(face) ? without([item], item, face) : [item])),
    );
  return become(
    mouth,
    findings.filter((item) => (ruleOf(item)?.span ? !teethOf(item).includes(tooth) : item.tooth !== tooth)),
  );
}
