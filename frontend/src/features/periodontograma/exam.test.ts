import { ORDER } from "@/entities/periodontogram/sites";
import { openExam, placeOf, press, siteOf, toothOf, wordsOf, type Exam, type Pressed } from "./exam";

const named: Record<string, string> = {
  "⌫": "Backspace",
  "↑": "ArrowUp",
  "↓": "ArrowDown",
  "←": "ArrowLeft",
  "→": "ArrowRight",
};
const keys = (text: string, exam: Exam = openExam([])) =>
  text.split(" ").reduce((now, part) => {
    const pressed: Pressed = part.startsWith("Alt+")
      ? { key: part.slice(4), alt: true }
      : part.startsWith("⇧")
        ? { key: part.slice(1), shift: true }
        : part === "Ctrl+Z"
          ? { key: "z", mod: true }
          : { key: named[part] ?? part };
    return press(now, pressed) ?? now;
  }, exam);

it("goes there by vestibular and back by palatal, then by lingual and back", () => {
  expect(ORDER).toHaveLength(192);
  const passes = [0, 48, 96, 144].map((at) => [ORDER[at]!, ORDER[at + 47]!].map(({ fdi, site }) => `${fdi}${site}`));
  expect(passes).toEqual([
    ["18DV", "28DV"],
    ["28DL", "18DL"],
    ["48DL", "38DL"],
    ["38DV", "48DV"],
  ]);
});

it("writes the depth, advances, and skips what is absent", () => {
  const exam = keys("4 3 5");
  expect(toothOf(exam, 18).sites).toMatchObject({ DV: { depth: 4, margin: 0 }, V: { depth: 3 }, MV: { depth: 5 } });
  expect(placeOf(exam)).toMatchObject({ fdi: 17, site: "DV" });
  expect(placeOf(keys("F2"))).toMatchObject({ fdi: 17, site: "DV" });
  expect(siteOf(keys("← ", keys("Alt+2 ←"))).depth).toBe(12);
});

it("sets the margin as the dentist says it: recession is below the enamel line", () => {
  expect(siteOf(keys("m 2")).margin).toBe(-2);
  expect(siteOf(keys("m - 1")).margin).toBe(1);
  expect(siteOf(keys("m 0")).margin).toBe(0);
});

it("marks bleeding, suppuration and plaque without advancing", () => {
  const exam = keys("s p ⇧S");
  expect(siteOf(exam)).toMatchObject({ bleeding: true, plaque: true, suppuration: true });
  expect(placeOf(exam)).toMatchObject({ fdi: 18, site: "DV" });
});

it("sets furcation only where there is one, and mobility up to three", () => {
  expect(toothOf(keys("u 2"), 18).furcation).toMatchObject({ D: 2 });
  expect(toothOf(keys("v 3"), 18).mobility).toBe(3);
  expect(keys("v 7").said).toBe("Movilidad: de 0 a 3.");
  const front = { ...openExam([]), at: ORDER.findIndex(({ fdi }) => fdi === 11) };
  expect(keys("u", front).said).toBe("11 no tiene furca.");
});

it("steps back and erases, goes to the opposite face, and undoes", () => {
  const back = keys("4 3 ⌫");
  expect(placeOf(back)).toMatchObject({ fdi: 18, site: "V" });
  expect(siteOf(back).depth).toBeNull();
  expect(placeOf(keys("↓"))).toMatchObject({ fdi: 18, site: "DL" });
  const undone = keys("4 3 Ctrl+Z Ctrl+Z");
  expect(undone.past).toHaveLength(0);
  expect(toothOf(undone, 18).sites.DV.depth).toBeNull();
});

it("says where one stands, what is there and what comes", () => {
  expect(wordsOf(keys("s"))).toMatchObject({
    place: "18 vestibular, sitio distal",
    said: "sangra",
    next: "18 vestibular central",
  });
});
