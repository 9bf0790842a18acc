import type { PeriodontalTooth, Site, SiteKey } from "@/entities/periodontogram/schema";
import { furcationsOf, indexOf, noTooth, NO_SITE, ORDER, placeWords, sameTeeth } from "@/entities/periodontogram/sites";
import { tooth } from "@/entities/odontogram/teeth";

// What is being measured, without a page: each key takes the exam as it is and answers what becomes of it.

export type Waiting = "margin" | "enamel" | "furcation" | "mobility" | null;

export type Exam = {
  teeth: PeriodontalTooth[];
  /** Where one stands, in the order of entry. */
  at: number;
  /** What the next digit is. */
  waiting: Waiting;
  said: string | null;
  past: { teeth: PeriodontalTooth[]; at: number }[];
};

export function openExam(teeth: readonly PeriodontalTooth[]): Exam {
  const known = new Map(teeth.map((item) => [item.tooth, item]));
  const all = [...new Set(ORDER.map(({ fdi }) => fdi))].map((fdi) => known.get(fdi) ?? noTooth(fdi));
  const exam: Exam = { teeth: all, at: 0, waiting: null, said: null, past: [] };
  // An exam that was begun goes on where it stopped.
  const next = ORDER.findIndex(({ fdi, site }) => {
    const item = toothOf(exam, fdi);
    return !item.absent && item.sites[site].depth === null;
  });
  return { ...exam, at: next === -1 ? firstOf(exam) : next };
}

export const toothOf = ({ teeth }: Pick<Exam, "teeth">, fdi: number) =>
  teeth.find((item) => item.tooth === fdi) ?? noTooth(fdi);
const firstOf = (exam: Exam) =>
  Math.max(
    0,
    ORDER.findIndex(({ fdi }) => !toothOf(exam, fdi).absent),
  );
export const placeOf = ({ at }: Exam) => ORDER[at]!;
export const siteOf = (exam: Exam): Site => toothOf(exam, placeOf(exam).fdi).sites[placeOf(exam).site];

function become(exam: Exam, teeth: PeriodontalTooth[], change: Partial<Exam> = {}): Exam {
  if (sameTeeth(exam.teeth, teeth)) return { ...exam, waiting: null, said: null, ...change };
  return {
    ...exam,
    teeth,
    waiting: null,
    said: null,
    past: [...exam.past, { teeth: exam.teeth, at: exam.at }],
    ...change,
  };
}

const changeTooth = (exam: Exam, fdi: number, change: (item: PeriodontalTooth) => PeriodontalTooth) =>
  exam.teeth.map((item) => (item.tooth === fdi ? change(item) : item));
const changeSite = (exam: Exam, change: Partial<Site>) => {
  const { fdi, site } = placeOf(exam);
  return changeTooth(exam, fdi, (item) => ({
    ...item,
    sites: { ...item.sites, [site]: { ...item.sites[site], ...change } },
  }));
};

/** The next site of a tooth that is there; at the end, where one is. */
export function nextOf(exam: Exam, by: 1 | -1 = 1) {
  for (let at = exam.at + by; at >= 0 && at < ORDER.length; at += by)
    if (!toothOf(exam, ORDER[at]!.fdi).absent) return at;
  return exam.at;
}

export const goTo = (exam: Exam, fdi: number, site: SiteKey): Exam => ({
  ...exam,
  at: indexOf(fdi, site),
  waiting: null,
  said: null,
});

export type Pressed = { key: string; shift?: boolean; mod?: boolean; alt?: boolean };

/** What a key makes of the exam; null where it means nothing here. */
export function press(exam: Exam, { key, shift, mod, alt }: Pressed): Exam | null {
  const place = placeOf(exam);
  if (mod) return key.toLowerCase() === "z" ? undo(exam) : null;
  if (/^\d$/.test(key)) return digit(exam, Number(key) + (alt ? 10 : 0));
  if (alt) return null;
  const wait = (waiting: Waiting, said: string) => ({ ...exam, waiting, said });
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case "m":
      return wait("margin", `Margen en ${placeWords(place)}: milímetros de recesión; antes «-», si cubre esmalte.`);
    case "-":
      return exam.waiting === "margin" ? wait("enamel", "Margen sobre el esmalte: milímetros.") : null;
    case "u":
      return furcationsOf(place.fdi).length > 0
        ? wait("furcation", `Furca de ${place.fdi}: grado 1 a 3, 0 sin furca.`)
        : { ...exam, said: `${place.fdi} no tiene furca.` };
    case "v":
      return wait("mobility", `Movilidad de ${place.fdi}: 0 a 3.`);
    case "s":
      return shift
        ? become(exam, changeSite(exam, { suppuration: !siteOf(exam).suppuration }))
        : become(exam, changeSite(exam, { bleeding: !siteOf(exam).bleeding }));
    case "p":
      return become(exam, changeSite(exam, { plaque: !siteOf(exam).plaque }));
    case "Backspace":
      return back(exam);
    case "Delete":
      return become(exam, changeSite(exam, NO_SITE));
    case "ArrowRight":
      return aside(exam, 1);
    case "ArrowLeft":
      return aside(exam, -1);
    case "ArrowUp":
    case "ArrowDown":
      return goTo(exam, place.fdi, opposite(place.site));
    case "F2":
      return toggleAbsent(exam);
    case "Escape":
      return exam.waiting ? { ...exam, waiting: null, said: null } : null;
    default:
      return null;
  }
}

function digit(exam: Exam, value: number): Exam {
  const { fdi, site } = placeOf(exam);
  switch (exam.waiting) {
    case "margin":
      return become(exam, changeSite(exam, { margin: value === 0 ? 0 : -value }));
    case "enamel":
      return become(exam, changeSite(exam, { margin: value }));
    case "mobility":
      if (value > 3) return { ...exam, said: "Movilidad: de 0 a 3." };
      return become(
        exam,
        changeTooth(exam, fdi, (item) => ({ ...item, mobility: value })),
      );
    case "furcation": {
      if (value > 3) return { ...exam, said: "Furca: de 0 a 3." };
      const entrances = furcationsOf(fdi);
      const here = (site.length === 1 ? site : site[0]) as "V" | "L" | "M" | "D";
      const entrance = entrances.includes(here) ? here : (entrances.find((one) => site.endsWith(one)) ?? entrances[0]!);
      return become(
        exam,
        changeTooth(exam, fdi, (item) => ({ ...item, furcation: { ...item.furcation, [entrance]: value || null } })),
      );
    }
  }
  if (value > 12) return { ...exam, said: "La profundidad va de 0 a 12 mm." };
  // What was probed without a word of its margin stands at the enamel line.
  const margin = siteOf(exam).margin ?? 0;
  const written = become(exam, changeSite(exam, { depth: value, margin }));
  return { ...written, at: nextOf(written) };
}

/** Erases and steps back: what was there when one stands on something, else the one before. */
function back(exam: Exam): Exam {
  if (siteOf(exam).depth !== null) return become(exam, changeSite(exam, { depth: null, margin: null }));
  const before = { ...exam, at: nextOf(exam, -1) };
  return { ...become(before, changeSite(before, { depth: null, margin: null })), at: before.at };
}

/** Along the drawing, whichever way the pass goes. */
function aside(exam: Exam, by: 1 | -1): Exam {
  const { band } = placeOf(exam);
  const forth = band === 0 || band === 2 ? by : (-by as 1 | -1);
  const at = nextOf(exam, forth);
  return { ...exam, at: ORDER[at]!.band === band ? at : exam.at, waiting: null, said: null };
}

function toggleAbsent(exam: Exam): Exam {
  const { fdi } = placeOf(exam);
  const absent = !toothOf(exam, fdi).absent;
  const next = become(
    exam,
    changeTooth(exam, fdi, () => ({ ...noTooth(fdi), absent })),
  );
  return {
    ...next,
    at: absent ? nextOf(next) : exam.at,
    said: absent ? `${fdi} ausente: se salta.` : `${fdi} presente.`,
  };
}

const opposite = (site: SiteKey) => (site.endsWith("V") ? site.replace("V", "L") : site.replace("L", "V")) as SiteKey;

export function undo(exam: Exam): Exam {
  const last = exam.past.at(-1);
  if (!last) return { ...exam, waiting: null, said: "No hay nada que deshacer." };
  return { ...exam, ...last, waiting: null, said: "Deshecho.", past: exam.past.slice(0, -1) };
}

export const wordsOf = (exam: Exam) => {
  const place = placeOf(exam);
  const site = siteOf(exam);
  const next = ORDER[nextOf(exam)]!;
  const said = [
    site.depth !== null && `${site.depth} mm`,
    site.margin
      ? site.margin < 0
        ? `recesión ${-site.margin} mm`
        : `margen ${site.margin} mm sobre el esmalte`
      : null,
    site.bleeding && "sangra",
    site.suppuration && "supura",
    site.plaque && "placa",
  ].filter(Boolean);
  return {
    place: placeWords(place),
    said: said.length > 0 ? said.join(", ") : "sin medir",
    next: next === place ? null : placeWords(next).replace(", sitio", ""),
    name: tooth(place.fdi).name,
  };
};
