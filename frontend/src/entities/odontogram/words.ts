import { isAbsent, KINDS, MATERIAL, ruleOf, touches, type CustomKind, type Finding, type State } from "./findings";
import { FACES, faceName, tooth, type Face } from "./teeth";

export const STATE_WORD: Record<State, string> = { TODO: "Por tratar", DONE: "Realizado", FACT: "Dato" };
export const GRADES = ["0", "I", "II", "III"];

export const listed = (words: readonly string[]) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} y ${words.at(-1)}`;

/** Vestibular first, in one order everywhere. */
export const inOrder = (faces: readonly Face[]) => FACES.filter((face) => faces.includes(face));

const valueWords = (item: Finding) =>
  item.value === null
    ? ""
    : ruleOf(item)?.value === "mm"
      ? `${item.value} mm`
      : `grado ${GRADES[item.value] ?? item.value}`;

/** `Obturación oclusal de resina`, `Endodoncia indicada`, `Puente fijo de 46 a 44`. */
export function describe(item: Finding, custom: readonly CustomKind[] = []): string {
  const rule = ruleOf(item);
  const name = rule?.name ?? custom.find(({ id }) => id === item.custom_finding_id)?.name ?? "Hallazgo propio";
  // What can be either says which; caries is always to be treated, and says nothing.
  const two = rule ? rule.states.includes("TODO") && rule.states.includes("DONE") : item.state !== "FACT";
  const feminine = /(ción|ncia|ona|tesis[ a-z]*)$/.test(name);
  return [
    name,
    listed(inOrder(item.faces).map((face) => faceName(item.tooth, face))),
    item.material && `de ${MATERIAL[item.material].name}`,
    item.side && item.side === "M" && "por mesial",
    item.side && item.side === "D" && "por distal",
    valueWords(item),
    item.to_tooth !== null && `de ${item.tooth} a ${item.to_tooth}`,
    two && item.state === "TODO" && (feminine ? "indicada" : "indicado"),
  ]
    .filter(Boolean)
    .join(" ");
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Of one tooth everything, as one says it: `Caries oclusal y mesial, corona indicada`; `sana` when there is nothing. */
export function describeTooth(fdi: number, findings: readonly Finding[], custom?: readonly CustomKind[]) {
  const mine = findings.filter((item) => touches(item, fdi));
  if (mine.length === 0) return "sana";
  return mine
    .map((item) => describe(item, custom))
    .map(lowered)
    .join(", ");
}

/** What one face has: `Caries`, `Obturación`; null when it is sound. */
export function faceFinding(fdi: number, face: Face, findings: readonly Finding[]) {
  return findings.find((item) => item.tooth === fdi && item.faces.includes(face)) ?? null;
}

export const nameOf = (fdi: number) => `${fdi} ${tooth(fdi).name}`;

/** How many teeth have something of each. */
export function tally(findings: readonly Finding[]) {
  const teeth = {
    todo: new Set<number>(),
    done: new Set<number>(),
    absent: new Set<number>(),
    facts: new Set<number>(),
  };
  for (const item of findings) {
    const ghost = item.kind === "UNERUPTED";
    const into = isAbsent(item) ? "absent" : item.state === "TODO" ? "todo" : item.state === "DONE" ? "done" : "facts";
    if (!ghost) teeth[into].add(item.tooth);
  }
  return {
    todo: teeth.todo.size,
    done: teeth.done.size,
    absent: teeth.absent.size,
    facts: teeth.facts.size,
  };
}

export const kindName = (kind: keyof typeof KINDS) => KINDS[kind].short ?? KINDS[kind].name;
