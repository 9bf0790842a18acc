import type { Face } from "./teeth";
import { teethBetween } from "./teeth";

export const STATES = ["TODO", "DONE", "FACT"] as const;
/** To be treated (red), done (blue), or a fact that nobody will treat (ink). */
export type State = (typeof STATES)[number];
export const MATERIALS = ["RESIN", "AMALGAM", "IONOMER", "OTHER"] as const;
export type Material = (typeof MATERIALS)[number];

export const KIND_NAMES = [
  "CARIES",
  "FILLING",
  "SEALANT",
  "FRACTURE",
  "ENDODONTICS",
  "POST",
  "IMPLANT",
  "BRIDGE",
  "REMOVABLE",
  "DENTURE",
  "CROWN",
  "EXTRACTION",
  "ABSENT_CARIES",
  "ABSENT_OTHER",
  "UNERUPTED",
  "IMPACTED",
  "SUPERNUMERARY",
  "DIASTEMA",
  "ROTATION",
  "RECESSION",
  "MOBILITY",
  "CUSTOM",
] as const;
export type Kind = (typeof KIND_NAMES)[number];
export type OwnKind = Exclude<Kind, "CUSTOM">;

export type Rule = {
  /** The letter of the palette; `⇧A` with Shift. */
  key: string;
  name: string;
  short?: string;
  /** The first is what the letter sets. */
  states: readonly State[];
  faces?: boolean;
  span?: boolean;
  side?: boolean;
  value?: "mm" | "grado";
  most?: number;
  hidesRoots?: boolean;
  /** The faces are only hinted at. */
  ghost?: boolean;
};

/** What each finding is. Every one is drawn in a form of its own, so that the chart reads without colour. */
export const KINDS: Record<OwnKind, Rule> = {
  CARIES: { key: "C", name: "Caries", states: ["TODO"], faces: true },
  FILLING: { key: "O", name: "Obturación", short: "Obturado", states: ["DONE", "TODO"], faces: true },
  SEALANT: { key: "S", name: "Sellante", states: ["TODO", "DONE"] },
  FRACTURE: { key: "F", name: "Fractura", states: ["TODO"] },
  ENDODONTICS: { key: "E", name: "Endodoncia", states: ["TODO", "DONE"] },
  POST: { key: "M", name: "Perno muñón", short: "Perno", states: ["TODO", "DONE"] },
  IMPLANT: { key: "I", name: "Implante", states: ["TODO", "DONE"], hidesRoots: true },
  BRIDGE: { key: "P", name: "Puente fijo", short: "Puente", states: ["TODO", "DONE"], span: true },
  REMOVABLE: { key: "R", name: "Prótesis removible", short: "Removible", states: ["TODO", "DONE"], span: true },
  DENTURE: { key: "T", name: "Prótesis total", short: "Total", states: ["TODO", "DONE"], span: true },
  CROWN: { key: "K", name: "Corona", states: ["TODO", "DONE"] },
  EXTRACTION: { key: "X", name: "Extracción indicada", short: "Extracción", states: ["TODO"] },
  ABSENT_CARIES: {
    key: "A",
    name: "Ausente por caries",
    short: "Ausente",
    states: ["DONE"],
    hidesRoots: true,
    ghost: true,
  },
  ABSENT_OTHER: {
    key: "⇧A",
    name: "Ausente por otra causa",
    short: "Otra causa",
    states: ["DONE"],
    hidesRoots: true,
    ghost: true,
  },
  UNERUPTED: {
    key: "Y",
    name: "Sin erupcionar",
    short: "Sin erupc.",
    states: ["FACT"],
    hidesRoots: true,
    ghost: true,
  },
  IMPACTED: { key: "N", name: "Retenido", states: ["FACT", "TODO"] },
  SUPERNUMERARY: { key: "U", name: "Supernumerario", short: "Supernum.", states: ["FACT", "TODO"], side: true },
  DIASTEMA: { key: "D", name: "Diastema", states: ["FACT", "TODO"], side: true },
  ROTATION: { key: "G", name: "Giroversión", short: "Giro", states: ["FACT", "TODO"], side: true },
  RECESSION: { key: "B", name: "Recesión", states: ["TODO"], value: "mm", most: 12 },
  MOBILITY: { key: "V", name: "Movilidad", states: ["TODO"], value: "grado", most: 3 },
};

export const MATERIAL: Record<Material, { letter: string; name: string }> = {
  RESIN: { letter: "R", name: "resina" },
  AMALGAM: { letter: "A", name: "amalgama" },
  IONOMER: { letter: "I", name: "ionómero" },
  OTHER: { letter: "", name: "otro material" },
};

export type Person = { id: string; name: string };

/** What was found at a tooth, or from one to another. */
export type Finding = {
  tooth: number;
  to_tooth: number | null;
  kind: Kind;
  state: State;
  faces: Face[];
  material: Material | null;
  value: number | null;
  side: "M" | "D" | null;
  pillars: number[];
  remark: string | null;
  custom_finding_id: number | null;
  /** Who noted it and when; nobody yet, while it is not saved. */
  noted_at?: string | null;
  noted_by?: Person | null;
};

export type CustomKind = { id: number; name: string; sign: string; states: State[]; active: boolean };

export const finding = (change: Pick<Finding, "tooth" | "kind"> & Partial<Finding>): Finding => ({
  to_tooth: null,
  state: change.kind === "CUSTOM" ? "FACT" : KINDS[change.kind].states[0]!,
  faces: [],
  material: null,
  value: null,
  side: change.kind !== "CUSTOM" && KINDS[change.kind].side ? "M" : null,
  pillars: [],
  remark: null,
  custom_finding_id: null,
  ...change,
});

export const ruleOf = ({ kind }: Pick<Finding, "kind">): Rule | null => (kind === "CUSTOM" ? null : KINDS[kind]);
export const isSpan = ({ kind }: Pick<Finding, "kind">) => Boolean(ruleOf({ kind })?.span);
export const teethOf = ({ tooth, to_tooth }: Finding) => teethBetween(tooth, to_tooth ?? tooth);
export const touches = (item: Finding, fdi: number) =>
  item.tooth === fdi || (item.to_tooth !== null && teethOf(item).includes(fdi));
export const isAbsent = ({ kind }: Pick<Finding, "kind">) => kind === "ABSENT_CARIES" || kind === "ABSENT_OTHER";

/** What makes two findings the same thing, whoever noted them and when. */
export const contentOf = ({ noted_at: _at, noted_by: _by, ...content }: Finding) =>
  JSON.stringify({ ...content, faces: [...content.faces].sort(), pillars: [...content.pillars].sort() });

export const sameFindings = (a: readonly Finding[], b: readonly Finding[]) =>
  a.length === b.length && a.map(contentOf).sort().join() === b.map(contentOf).sort().join();
