import { ruleOf, teethOf, type Finding, type OwnKind } from "./findings";
import { tooth } from "./teeth";

/** The teeth that each letter of CPO-D (permanent) and ceo-d (temporary) counts. */
export type Indices = {
  cpo: { decayed: number[]; missing: number[]; filled: number[]; total: number };
  ceo: { decayed: number[]; extracted: number[]; filled: number[]; total: number };
};

/**
 * As the service counts them, for what it has not answered yet: every tooth once, lost before decayed before filled.
 * A third molar under a total denture is not counted as lost.
 */
export function indicesOf(findings: readonly Finding[]): Indices {
  const byTooth = new Map<number, Finding[]>();
  for (const item of findings)
    for (const fdi of ruleOf(item)?.span ? teethOf(item) : [item.tooth])
      byTooth.set(fdi, [...(byTooth.get(fdi) ?? []), item]);

  const cpo: Indices["cpo"] = { decayed: [], missing: [], filled: [], total: 0 };
  const ceo: Indices["ceo"] = { decayed: [], extracted: [], filled: [], total: 0 };
  for (const [fdi, list] of [...byTooth].sort(([a], [b]) => a - b)) {
    const { temporary, place } = tooth(fdi);
    const slot = slotOf(fdi, list, temporary, place);
    if (!slot) continue;
    if (temporary) ceo[slot === "missing" ? "extracted" : slot].push(fdi);
    else cpo[slot].push(fdi);
  }
  cpo.total = cpo.decayed.length + cpo.missing.length + cpo.filled.length;
  ceo.total = ceo.decayed.length + ceo.extracted.length + ceo.filled.length;
  return { cpo, ceo };
}

function slotOf(fdi: number, list: Finding[], temporary: boolean, place: number) {
  const has = (kind: OwnKind, state?: string) =>
    list.some((item) => item.kind === kind && (!state || item.state === state));
  const pontic = list.some(({ kind, pillars }) => kind === "BRIDGE" && !pillars.includes(fdi));
  const pillar = list.some(
    ({ kind, state, pillars }) => kind === "BRIDGE" && state === "DONE" && pillars.includes(fdi),
  );
  const lost =
    has("ABSENT_CARIES") ||
    has("IMPLANT", "DONE") ||
    pontic ||
    (has("DENTURE") && place !== 8) ||
    (temporary && has("EXTRACTION"));
  if (lost) return "missing" as const;
  if (has("CARIES") || has("ENDODONTICS", "TODO") || has("EXTRACTION")) return "decayed" as const;
  const filled = has("FILLING", "DONE") || has("ENDODONTICS", "DONE") || has("CROWN", "DONE") || pillar;
  return filled ? ("filled" as const) : null;
}
