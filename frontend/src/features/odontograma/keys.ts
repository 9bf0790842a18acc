import { KINDS, type CustomKind, type OwnKind } from "@/entities/odontogram/findings";
import { layout } from "@/entities/odontogram/geometry";
import type { Dentition } from "@/entities/odontogram/schema";
import { faceOfKey, ROWS, rowOf } from "@/entities/odontogram/teeth";
import { redo, select, undo, type Mouth } from "./mouth";
import { apply, cycleState, erase, goToFace, leave, setFigure, take } from "./placing";
import { finishSpan, togglePillar } from "./spans";

const LETTERS: Record<string, OwnKind> = Object.fromEntries(
  (Object.keys(KINDS) as OwnKind[]).map((kind) => [KINDS[kind].key, kind]),
);
const PLACES = layout();

export type Pressed = { key: string; shift?: boolean; mod?: boolean; alt?: boolean };
type Around = { dentition: Dentition; custom?: readonly CustomKind[] };

/** What a key makes of the mouth; null where it means nothing here, and others may take it. */
export function press(
  mouth: Mouth,
  { key, shift, mod, alt }: Pressed,
  { dentition, custom = [] }: Around,
): Mouth | null {
  const letter = key.length === 1 ? key.toUpperCase() : key;
  if (mod) return letter === "Z" ? (shift ? redo(mouth) : undo(mouth)) : letter === "Y" ? redo(mouth) : null;
  if (key.startsWith("Arrow") || key === "Home" || key === "End") return move(mouth, key, { dentition, through: alt });
  if (alt) return null;
  if (mouth.figure && /^\d$/.test(key)) return setFigure(mouth, Number(key));
  if (key === "Enter") return mouth.span ? finishSpan(mouth) : mouth.tool !== null ? apply(mouth) : null;
  if (key === " ") return mouth.span ? togglePillar(mouth) : cycleState(mouth, custom);
  if (key === "Delete" || key === "Backspace") return erase(mouth);
  if (key === "Escape") return mouth.tool !== null || mouth.face || mouth.span || mouth.figure ? leave(mouth) : null;
  const face = faceOfKey(mouth.tooth, key);
  if (face) return goToFace(mouth, face);
  const kind = LETTERS[shift ? `⇧${letter}` : letter];
  if (!kind) return null;
  // The same letter again ends what it began.
  if (mouth.span?.kind === kind) return finishSpan(mouth);
  return apply(take(mouth, kind, custom));
}

/** Arrows go from tooth to tooth; up and down through the teeth of this age, with Alt through all. */
function move(mouth: Mouth, key: string, { dentition, through }: { dentition: Dentition; through?: boolean }): Mouth {
  const row = rowOf(mouth.tooth);
  const at = row.indexOf(mouth.tooth);
  const go = (fdi: number | undefined): Mouth => {
    if (fdi === undefined) return mouth;
    const { span, figure: _, tool, held } = mouth;
    return { ...select(mouth, fdi), span, ...(span && { tool, held, said: null }) };
  };
  if (key === "ArrowLeft") return go(row[at - 1]);
  if (key === "ArrowRight") return go(row[at + 1]);
  if (key === "Home") return go(row[0]);
  if (key === "End") return go(row.at(-1));
  // A prosthesis stands in one arch.
  if (mouth.span) return mouth;
  const rows: (readonly number[])[] = [
    ...(through || dentition !== "TEMPORARY" || row === ROWS.permanentUpper ? [ROWS.permanentUpper] : []),
    ...(through || dentition !== "PERMANENT" || row === ROWS.temporaryUpper ? [ROWS.temporaryUpper] : []),
    ...(through || dentition !== "PERMANENT" || row === ROWS.temporaryLower ? [ROWS.temporaryLower] : []),
    ...(through || dentition !== "TEMPORARY" || row === ROWS.permanentLower ? [ROWS.permanentLower] : []),
  ];
  const next = rows[rows.indexOf(row) + (key === "ArrowUp" ? -1 : 1)];
  return go(next && nearest(mouth.tooth, next));
}

const nearest = (fdi: number, row: readonly number[]) =>
  [...row].sort(
    (a, b) => Math.abs(PLACES.at[a]!.x - PLACES.at[fdi]!.x) - Math.abs(PLACES.at[b]!.x - PLACES.at[fdi]!.x),
  )[0];

/** A finger, a pen or a mouse on a tooth, or on one of its faces. */
export function point(mouth: Mouth, fdi: number, face: Parameters<typeof goToFace>[1] | null): Mouth {
  if (mouth.span) {
    const there = { ...select(mouth, fdi), span: mouth.span, tool: mouth.tool, held: mouth.held };
    return fdi === mouth.span.from && there.span?.kind !== "DENTURE" ? there : finishSpan(there);
  }
  const there = select(mouth, fdi, face);
  if (mouth.tool === null || !mouth.held) return there;
  const needsFace = typeof mouth.tool === "string" && KINDS[mouth.tool].faces;
  if (needsFace && !face) return there;
  return apply(there);
}
