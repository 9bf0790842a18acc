import { isAbsent, ruleOf, teethOf, type Finding, type Kind } from "@/entities/odontogram/findings";
import { describe } from "@/entities/odontogram/words";

// As the service decides (historia_clinica.dental.rules.findings), said at once and without a connection.

/** What only a tooth can have, and what a crown on an implant can have too. */
const OF_A_TOOTH: readonly Kind[] = [
  "CARIES",
  "FILLING",
  "SEALANT",
  "FRACTURE",
  "ENDODONTICS",
  "POST",
  "EXTRACTION",
  "ROTATION",
];
const OF_SOMETHING: readonly Kind[] = [...OF_A_TOOTH, "CROWN", "RECESSION", "MOBILITY"];
const WHERE_IT_IS: readonly Kind[] = ["ABSENT_CARIES", "ABSENT_OTHER", "UNERUPTED", "IMPACTED"];
const NOT_WITH_IMPACTED: readonly Kind[] = ["SEALANT", "CROWN", "POST"];

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const named = (item: Finding) => lowered(describe({ ...item, faces: [] })).replace(/ indicad[oa]$/, "");
const isImplant = ({ kind, state }: Finding) => kind === "IMPLANT" && state === "DONE";

/** What a tooth that is gone, or not there yet, has no more. */
export const goesWith = (item: Finding, where: Kind) =>
  OF_SOMETHING.includes(item.kind) ||
  WHERE_IT_IS.includes(item.kind) ||
  (where === "UNERUPTED" && item.kind === "IMPLANT");
/** What an implant leaves nothing of. */
export const givesWay = ({ kind }: Finding) => OF_A_TOOTH.includes(kind) || kind === "UNERUPTED" || kind === "IMPACTED";

/** Why these cannot stand together, in words; null where they can. */
export function contradictionIn(findings: readonly Finding[]): string | null {
  for (const item of findings) {
    const { tooth, kind } = item;
    const why = (reason: string) => `${tooth} ${reason}: no puede tener ${named(item)}.`;
    const beside = findings.filter((other) => other !== item && other.tooth === tooth);
    const implant = beside.some(isImplant);
    const needs = (implant ? OF_A_TOOTH : OF_SOMETHING).includes(kind);
    if (needs && beside.some(isAbsent)) return why("está ausente");
    if (needs && beside.some((other) => other.kind === "UNERUPTED")) return why("no ha erupcionado");
    if (NOT_WITH_IMPACTED.includes(kind) && beside.some((other) => other.kind === "IMPACTED"))
      return why("está retenida");
    if (implant && givesWay(item)) return why("tiene un implante en su lugar");
    const over = findings.find((other) => replaces(other, tooth));
    if (over && needs) return why(`la repone ${named(over)}`);
    const gone =
      item.state === "DONE" &&
      item.pillars.find(
        (fdi) =>
          findings.some((other) => other.tooth === fdi && isAbsent(other)) &&
          !findings.some((other) => other.tooth === fdi && isImplant(other)),
      );
    if (gone) return `${gone} está ausente: no puede ser pilar de ${named(item)}.`;
  }
  const spans = findings.filter((item) => ruleOf(item)?.span);
  for (const [i, item] of spans.entries()) {
    const other = spans.slice(i + 1).find((next) => crosses(next, item));
    if (other) return `${describe(other)} se cruza con ${named(item)}.`;
  }
  return null;
}

const crosses = (a: Finding, b: Finding) =>
  ((a.kind === b.kind && a.state === b.state) ||
    (a.state === "DONE" && b.state === "DONE" && [a, b].some(({ kind }) => kind === "DENTURE"))) &&
  teethOf(a).some((fdi) => teethOf(b).includes(fdi));

/** Whether a prosthesis that is done stands where this tooth was. */
const replaces = (item: Finding, fdi: number) =>
  item.state === "DONE" &&
  Boolean(ruleOf(item)?.span) &&
  teethOf(item).includes(fdi) &&
  (item.kind === "DENTURE" || !item.pillars.includes(fdi));
