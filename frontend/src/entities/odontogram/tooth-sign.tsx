import { ToothBody, WITH_ROOT } from "./drawn";
import { finding, KINDS, type OwnKind } from "./findings";
import { tooth, type Face } from "./teeth";

type ToothSignProps = {
  fdi: number;
  /** What is treated there; without it the faces alone are marked. */
  kind: OwnKind | null;
  faces: readonly Face[];
  done: boolean;
  size?: number;
};

/** One tooth as small as an icon, with what is to be done at it in red or what was done in blue. */
export function ToothSign({ fdi, kind, faces, done, size = 28 }: ToothSignProps) {
  const rule = kind ? KINDS[kind] : null;
  // What joins several teeth has no sign at one of them, and what is done of a caries is a filling.
  const drawn = !kind || rule?.span || (done && kind === "CARIES") ? (faces.length > 0 ? "FILLING" : null) : kind;
  const wanted = done ? "DONE" : "TODO";
  const { states, faces: hasFaces } = drawn ? KINDS[drawn] : { states: [], faces: false };
  const shown = drawn && {
    ...finding({ tooth: fdi, kind: drawn, faces: hasFaces ? [...faces] : [] }),
    state: states.find((state) => state === wanted) ?? states[0]!,
  };
  return (
    <svg className="od" viewBox={viewOf(fdi, drawn)} width={size} height={size} aria-hidden>
      <ToothBody fdi={fdi} findings={shown ? [shown] : []} />
    </svg>
  );
}

/** The faces alone, or the roots where it is about them; a lower tooth is an upper one turned over. */
function viewOf(fdi: number, kind: OwnKind | null) {
  const { temporary, upper, box } = tooth(fdi);
  const rooted = kind !== null && WITH_ROOT.includes(kind);
  const [x, y, width, height] = temporary
    ? rooted
      ? [8, 14, 40, 44]
      : [6, 39, 44, 44]
    : rooted
      ? [2, 14, 52, 60]
      : [2, 70, 52, 52];
  return `${x} ${upper ? y : box.h - y! - height!} ${width} ${height}`;
}
