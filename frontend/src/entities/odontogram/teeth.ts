/** The teeth by ISO 3950 (FDI), in the order in which they are drawn: the patient's right at the left. */
export const ROWS = {
  permanentUpper: [18, 17, 16, 15, 14, 13, 12, 11, 21, 22, 23, 24, 25, 26, 27, 28],
  temporaryUpper: [55, 54, 53, 52, 51, 61, 62, 63, 64, 65],
  temporaryLower: [85, 84, 83, 82, 81, 71, 72, 73, 74, 75],
  permanentLower: [48, 47, 46, 45, 44, 43, 42, 41, 31, 32, 33, 34, 35, 36, 37, 38],
} as const satisfies Record<string, readonly number[]>;

export const TEETH: readonly number[] = Object.values(ROWS).flat();

/** Vestibular, mesial, distal, lingual (palatal above) and occlusal (incisal in front). */
export const FACES = ["V", "M", "O", "D", "L"] as const;
export type Face = (typeof FACES)[number];

/** Where a face stands on the screen. */
export type Side = "top" | "bottom" | "left" | "right" | "centre";

type Square = { x: number; y: number; size: number; inner: number; r: number };
type Ring = { cx: number; cy: number; r: number; inner: number };

/** One tooth's box: the baseline of its number, where its roots end and start, and where prostheses run. */
export type Box = { w: number; h: number; label: number; apex: number; neck: number; rail: number };

export const BOX = {
  permanent: { w: 56, h: 122, label: 12, apex: 18, neck: 64, rail: 69 },
  temporary: { w: 56, h: 80, label: 11, apex: 18, neck: 41, rail: 43 },
} as const satisfies Record<string, Box>;
export const SQUARE: Square = { x: 6, y: 74, size: 44, inner: 20, r: 6 };
export const RING: Ring = { cx: 28, cy: 61, r: 17, inner: 7.5 };

const PERMANENT = [
  "",
  "Incisivo central",
  "Incisivo lateral",
  "Canino",
  "Primer premolar",
  "Segundo premolar",
  "Primer molar",
  "Segundo molar",
  "Tercer molar",
];
const TEMPORARY = ["", "Incisivo central", "Incisivo lateral", "Canino", "Primer molar", "Segundo molar"];

export type Tooth = {
  fdi: number;
  place: number;
  temporary: boolean;
  upper: boolean;
  /** The patient's right, drawn at the left. */
  right: boolean;
  front: boolean;
  box: Box;
  /** `Primer molar` */
  kind: string;
  /** `superior izquierdo` */
  side: string;
  name: string;
};

export function tooth(fdi: number): Tooth {
  const quadrant = Math.floor(fdi / 10);
  const place = fdi % 10;
  const temporary = quadrant > 4;
  const upper = [1, 2, 5, 6].includes(quadrant);
  const right = [1, 4, 5, 8].includes(quadrant);
  const kind = (temporary ? TEMPORARY : PERMANENT)[place] ?? "";
  const side = `${upper ? "superior" : "inferior"} ${right ? "derecho" : "izquierdo"}`;
  return {
    fdi,
    place,
    temporary,
    upper,
    right,
    front: place <= 3,
    box: temporary ? BOX.temporary : BOX.permanent,
    kind,
    side,
    name: `${kind} ${temporary ? "temporal " : ""}${side}`,
  };
}

export function faceName(fdi: number, face: Face) {
  const { upper, front } = tooth(fdi);
  return {
    V: "vestibular",
    M: "mesial",
    D: "distal",
    L: upper ? "palatina" : "lingual",
    O: front ? "incisal" : "oclusal",
  }[face];
}

/** The keypad is the square as the dentist sees it. */
export function faceOfKey(fdi: number, key: string): Face | undefined {
  const { upper, right } = tooth(fdi);
  const [top, bottom]: Face[] = upper ? ["V", "L"] : ["L", "V"];
  const [left, rightSide]: Face[] = right ? ["D", "M"] : ["M", "D"];
  return ({ 8: top, 2: bottom, 4: left, 6: rightSide, 5: "O" } as Record<string, Face | undefined>)[key];
}

export const keyOfFace = (fdi: number, face: Face) =>
  ["8", "4", "5", "6", "2"].find((key) => faceOfKey(fdi, key) === face)!;

export const rowOf = (fdi: number): readonly number[] =>
  Object.values<readonly number[]>(ROWS).find((row) => row.includes(fdi)) ?? [];

/** From one tooth to another of its row, in drawn order; of two rows, the first alone. */
export function teethBetween(from: number, to: number): number[] {
  const row = rowOf(from);
  const ends = [row.indexOf(from), row.indexOf(to)];
  if (ends[1] === -1) return [from];
  return row.slice(Math.min(...ends), Math.max(...ends) + 1);
}
