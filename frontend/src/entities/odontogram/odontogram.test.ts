import { changesBetween } from "./changes";
import { finding } from "./findings";
import { faces, layout, outline } from "./geometry";
import { notInMouth } from "./eruption";
import { railSymbol, SAMPLES, symbol } from "./symbols";
import { FACES, faceName, faceOfKey, keyOfFace, teethBetween, TEETH, tooth } from "./teeth";
import { describe as inWords, describeTooth } from "./words";
import { KINDS, type OwnKind } from "./findings";

const numbers = (d: string) => [...d.matchAll(/-?\d+(\.\d+)?/g)].map(([n]) => Number(n));

describe("the geometry of a tooth", () => {
  it("has 52 teeth, each in a place of its own", () => {
    const { at } = layout();
    expect(TEETH).toHaveLength(52);
    expect(new Set(TEETH.map((fdi) => `${at[fdi]!.x} ${at[fdi]!.y}`)).size).toBe(52);
    expect(layout()).toMatchObject({ width: 956, height: 502 });
  });

  it.each(TEETH)("%i has its vestibular face on the root's side and its mesial face toward the midline", (fdi) => {
    const { upper, right } = tooth(fdi);
    const { V, L, M, D, O } = faces(fdi);
    expect(V.side).toBe(upper ? "top" : "bottom");
    expect(V.cy < O.cy).toBe(upper);
    expect(L.cy > O.cy).toBe(upper);
    expect(M.cx > O.cx).toBe(right);
    expect(D.cx < O.cx).toBe(right);
  });

  it.each(TEETH)("the keypad reaches the five faces of %i, as they are seen", (fdi) => {
    expect(new Set(["8", "4", "5", "6", "2"].map((key) => faceOfKey(fdi, key)))).toEqual(new Set(FACES));
    const shapes = faces(fdi);
    for (const face of FACES) {
      const side = { 8: "top", 2: "bottom", 4: "left", 6: "right", 5: "centre" }[keyOfFace(fdi, face)];
      expect(shapes[face].side).toBe(side);
    }
  });

  it("draws every kind that has a sign, within the box and its margin", () => {
    for (const kind of Object.keys(KINDS) as OwnKind[]) {
      const item = finding({ kind, ...SAMPLES[kind] });
      const shapes = KINDS[kind].span
        ? railSymbol(
            item,
            [24, 25, 26].map((fdi, i) => ({ fdi, x: i * 56, y: 0 })),
          )
        : symbol(item);
      expect(shapes.length > 0).toBe(!["UNERUPTED", "MOBILITY"].includes(kind));
      for (const shape of shapes) if (shape.tag === "path") expect(numbers(shape.d).every(Number.isFinite)).toBe(true);
    }
  });

  it("turns a lower tooth over without mirroring it", () => {
    const [up] = outline(11);
    const [down] = outline(41);
    expect(up!.tag === "path" && numbers(up!.d)[1]).toBe(64);
    expect(down!.tag === "path" && numbers(down!.d)[1]).toBe(122 - 64);
  });

  it("joins the teeth of one arch only", () => {
    expect(teethBetween(46, 44)).toEqual([46, 45, 44]);
    expect(teethBetween(22, 12)).toEqual([12, 11, 21, 22]);
    expect(teethBetween(46, 26)).toEqual([46]);
  });
});

it("says a finding as one says it", () => {
  expect(faceName(26, "L")).toBe("palatina");
  expect(faceName(31, "O")).toBe("incisal");
  expect(inWords(finding({ tooth: 26, kind: "CARIES", faces: ["O", "M"] }))).toBe("Caries mesial y oclusal");
  expect(inWords(finding({ tooth: 36, kind: "FILLING", faces: ["V"], material: "IONOMER" }))).toBe(
    "Obturación vestibular de ionómero",
  );
  expect(inWords(finding({ tooth: 14, kind: "ENDODONTICS" }))).toBe("Endodoncia indicada");
  expect(inWords(finding({ tooth: 41, kind: "MOBILITY", value: 2 }))).toBe("Movilidad grado II");
  expect(inWords(finding({ tooth: 46, to_tooth: 44, kind: "BRIDGE", state: "DONE", pillars: [46, 44] }))).toBe(
    "Puente fijo de 46 a 44",
  );
  expect(describeTooth(45, [finding({ tooth: 46, to_tooth: 44, kind: "BRIDGE", pillars: [46, 44] })])).toBe(
    "puente fijo de 46 a 44 indicado",
  );
  expect(describeTooth(11, [])).toBe("sana");
});

it("tells what became of a tooth between two versions", () => {
  const before = [
    finding({ tooth: 14, kind: "CARIES", faces: ["D"] }),
    finding({ tooth: 24, kind: "CARIES", faces: ["M"] }),
    finding({ tooth: 38, kind: "EXTRACTION" }),
    finding({ tooth: 34, kind: "RECESSION", value: 2 }),
    finding({ tooth: 12, kind: "ROTATION" }),
    finding({ tooth: 17, kind: "SEALANT" }),
  ];
  const after = [
    finding({ tooth: 14, kind: "CARIES", faces: ["D", "O"] }),
    finding({ tooth: 24, kind: "FILLING", faces: ["M"] }),
    finding({ tooth: 38, kind: "ABSENT_CARIES" }),
    finding({ tooth: 34, kind: "RECESSION", value: 3 }),
    finding({ tooth: 12, kind: "ROTATION" }),
    finding({ tooth: 26, kind: "CARIES", faces: ["O"] }),
  ];
  expect(changesBetween(before, after).map(({ fdi, outcome }) => [fdi, outcome])).toEqual([
    [14, "WORSE"],
    [17, "CORRECTED"],
    [24, "TREATED"],
    [26, "NEW"],
    [34, "WORSE"],
    [38, "TREATED"],
  ]);
});

it("hints only at the teeth that a child of nine does not have yet, or no more", () => {
  const out = notInMouth("MIXED", "2017-05-02", "2026-11-24");
  expect([16, 11, 12, 46, 53, 55, 85].some((fdi) => out.has(fdi))).toBe(false);
  expect([17, 15, 13, 28, 51, 52, 71, 82].every((fdi) => out.has(fdi))).toBe(true);
  expect(notInMouth("PERMANENT", "1990-01-01", "2026-11-24").size).toBe(0);
});
