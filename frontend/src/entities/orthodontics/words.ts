import type { ALLOYS, ELASTICS, PHASES, SIDES, WIRE_ACTS, WORKS, Control, Wire } from "./schema";

export const PHASE: Record<(typeof PHASES)[number], string> = {
  ALIGNMENT: "Alineación y nivelación",
  SPACE_CLOSURE: "Cierre de espacios",
  FINISHING: "Acabado",
  RETENTION: "Retención",
};
export const WIRE_ACT: Record<(typeof WIRE_ACTS)[number], string> = {
  PLACED: "Se colocó",
  KEPT: "Se mantiene",
  ADJUSTED: "Se ajustó",
  REMOVED: "Se retiró",
};
export const ALLOY: Record<(typeof ALLOYS)[number], string> = {
  NITI: "NiTi",
  HEAT_NITI: "NiTi térmico",
  STEEL: "Acero",
  BETA_TITANIUM: "TMA",
  BRAIDED: "Trenzado",
};
export const ELASTIC: Record<(typeof ELASTICS)[number], string> = {
  CLASS_II: "Clase II",
  CLASS_III: "Clase III",
  CROSSED: "Cruzados",
  VERTICAL: "Verticales",
  MIDLINE: "De línea media",
};
export const SIDE: Record<(typeof SIDES)[number], string> = {
  BOTH: "ambos lados",
  RIGHT: "derecha",
  LEFT: "izquierda",
};
export const WORK: Record<(typeof WORKS)[number], string> = {
  BONDED: "Cementado de brackets",
  CHAIN: "Cadena elástica",
  SPRING: "Resorte",
  STRIPPING: "Desgaste interproximal",
  BITE_BLOCKS: "Topes de mordida",
  DEBONDED: "Retiro de aparatología",
  RETAINER: "Retenedor",
};

/** «0,016 × 0,022″», as the wire's envelope says it. */
export const sizeText = (size: string) => `${size.replaceAll(".", ",").replace("x", " × ")}″`;

const wireText = ({ act, alloy, size }: Wire) =>
  alloy && size ? `${ALLOY[alloy]} ${sizeText(size)}, ${WIRE_ACT[act].toLowerCase()}` : WIRE_ACT[act];

/** What was done, part by part, without what was not touched. */
export function linesOf({ upper, lower, elastics, works, rebonded }: Control) {
  const worn = elastics && [
    `${ELASTIC[elastics.kind]}, ${SIDE[elastics.side]}`,
    elastics.size,
    elastics.hours && `${elastics.hours} h al día`,
  ];
  return [
    { label: "Arco superior", text: upper && wireText(upper) },
    { label: "Arco inferior", text: lower && wireText(lower) },
    { label: "Elásticos", text: worn && worn.filter(Boolean).join(" · ") },
    { label: "Además", text: works.map((work) => WORK[work]).join(", ") },
    { label: "Brackets recementados", text: rebonded.join(", ") },
  ].filter((line): line is { label: string; text: string } => Boolean(line.text));
}
