import { finding, isAbsent, KINDS, type OwnKind } from "@/entities/odontogram/findings";
import { teethBetween, tooth as toothOf } from "@/entities/odontogram/teeth";
import { describe } from "@/entities/odontogram/words";
import { become, quiet, refuse, type Mouth } from "./mouth";

// Prostheses of several teeth: a key at one end, arrows to the other, Enter.

export function beginSpan(mouth: Mouth, kind: OwnKind): Mouth {
  return {
    ...quiet(mouth),
    span: { kind, from: mouth.tooth, pillars: null },
    said: `${KINDS[kind].name} desde ${mouth.tooth}: vaya al otro extremo y pulse ↵.`,
  };
}

/** The teeth that the prosthesis being set reaches from its first end to where one stands. */
export function reachOf({ span, tooth }: Mouth): number[] {
  if (!span) return [];
  const reach = teethBetween(span.from, tooth);
  if (span.kind !== "DENTURE" || reach.length > 1) return reach;
  const { temporary, upper } = toothOf(tooth);
  const [right, left] = temporary ? (upper ? [55, 65] : [85, 75]) : upper ? [18, 28] : [48, 38];
  return teethBetween(right!, left!);
}

/** The teeth that hold it: those that are there; where none is missing, its two ends. */
export function pillarsOf(mouth: Mouth): number[] {
  const { span } = mouth;
  if (!span || span.kind === "DENTURE") return [];
  const reach = reachOf(mouth);
  if (span.pillars) return reach.filter((fdi) => span.pillars!.includes(fdi));
  const missing = reach.filter((fdi) => mouth.findings.some((item) => item.tooth === fdi && isAbsent(item)));
  return missing.length > 0 ? reach.filter((fdi) => !missing.includes(fdi)) : [reach[0]!, reach.at(-1)!];
}

export function togglePillar(mouth: Mouth): Mouth {
  if (!mouth.span || mouth.span.kind === "DENTURE") return mouth;
  const now = pillarsOf(mouth);
  const on = now.includes(mouth.tooth);
  const pillars = on ? now.filter((fdi) => fdi !== mouth.tooth) : [...now, mouth.tooth];
  return { ...quiet(mouth), span: { ...mouth.span, pillars }, said: `${mouth.tooth}: ${on ? "repuesta" : "pilar"}.` };
}

export function finishSpan(mouth: Mouth): Mouth {
  const { span, state } = mouth;
  if (!span) return mouth;
  const reach = reachOf(mouth);
  const pillars = pillarsOf(mouth);
  if (reach.length < 2) return refuse(mouth, "Lleve el otro extremo con las flechas, en la misma arcada.");
  if (span.kind === "BRIDGE" && (pillars.length === 0 || pillars.length === reach.length))
    return refuse(mouth, "Un puente necesita al menos un pilar y una pieza repuesta.");
  const item = finding({ kind: span.kind, tooth: reach[0]!, to_tooth: reach.at(-1)!, state, pillars });
  const twin = mouth.findings.find(
    (other) => other.kind === item.kind && other.tooth === item.tooth && other.to_tooth === item.to_tooth,
  );
  const next = become(mouth, [...mouth.findings.filter((other) => other !== twin), item]);
  return next.refused ? { ...next, span: null } : { ...next, span: null, said: `${describe(item)}.` };
}
