import { finding, type Finding } from "@/entities/odontogram/findings";
import { press, point, type Pressed } from "./keys";
import { openMouth, type Mouth } from "./mouth";
import { take } from "./placing";

const ADULT = { dentition: "PERMANENT" as const };

/** `"→ 5 C ⇧A Ctrl+Z"` */
function keys(text: string, mouth: Mouth = openMouth()) {
  const named: Record<string, string> = {
    "→": "ArrowRight",
    "←": "ArrowLeft",
    "↓": "ArrowDown",
    "↑": "ArrowUp",
    "↵": "Enter",
    "␣": " ",
    End: "End",
    Supr: "Delete",
    Esc: "Escape",
  };
  const pressed = (part: string): Pressed => {
    if (part === "Ctrl+Z") return { key: "z", mod: true };
    if (part === "Ctrl+Y") return { key: "y", mod: true };
    if (part.startsWith("⇧")) return { key: part.slice(1), shift: true };
    return { key: named[part] ?? part.toLowerCase() };
  };
  return text.split(" ").reduce((now, part) => press(now, pressed(part), ADULT) ?? now, mouth);
}
const plain = ({ findings }: Mouth) =>
  findings.map(({ tooth, kind, state, faces }) => [tooth, kind, state, faces.join("")]);

it("goes from tooth to tooth with the arrows, through the teeth of the age alone", () => {
  expect(keys("→ →").tooth).toBe(16);
  expect(keys("→ → ↓").tooth).toBe(46);
  expect(keys("End").tooth).toBe(28);
  expect(keys("←").tooth).toBe(18);
  const child = press(openMouth([], 15), { key: "ArrowDown" }, { dentition: "MIXED" });
  expect(child?.tooth).toBe(55);
  expect(press(openMouth([], 15), { key: "ArrowDown", alt: true }, ADULT)?.tooth).toBe(55);
});

it("sets a finding at the face that the keypad chose, or asks for the face", () => {
  expect(plain(keys("5 C"))).toEqual([[18, "CARIES", "TODO", "O"]]);
  // The upper right is seen with its distal face at the left.
  expect(plain(keys("4 C"))).toEqual([[18, "CARIES", "TODO", "D"]]);
  const asked = keys("C");
  expect(asked.said).toMatch(/elija la cara/);
  expect(plain(keys("5 6", asked))).toEqual([[18, "CARIES", "TODO", "OM"]]);
  expect(plain(keys("C 5 6 → 5"))).toEqual([[18, "CARIES", "TODO", "OM"]]);
});

it("cycles the state with Space, as far as the kind allows", () => {
  expect(plain(keys("K ␣"))).toEqual([[18, "CROWN", "DONE", ""]]);
  expect(plain(keys("K ␣ ␣"))).toEqual([[18, "CROWN", "TODO", ""]]);
  const caries = keys("5 C ␣");
  expect(plain(caries)).toEqual([[18, "CARIES", "TODO", "O"]]);
  expect(caries).toMatchObject({ refused: true, said: expect.stringMatching(/solo puede estar «por tratar»/) });
});

it("takes back with the same letter, with Supr, and with Ctrl+Z as often as something was done", () => {
  expect(plain(keys("K K"))).toEqual([]);
  expect(plain(keys("5 C 6 C Supr"))).toEqual([[18, "CARIES", "TODO", "O"]]);
  expect(plain(keys("5 C K → ← Supr"))).toEqual([]);
  const many = keys(Array.from({ length: 300 }, () => "K").join(" "));
  const none = keys(Array.from({ length: 300 }, () => "Ctrl+Z").join(" "), many);
  expect(none.past).toHaveLength(0);
  expect(keys("Ctrl+Z", none).said).toBe("No hay nada que deshacer.");
  expect(plain(keys("Ctrl+Y", none))).toEqual([[18, "CROWN", "TODO", ""]]);
});

it("sets a prosthesis from one end to the other", () => {
  const mouth = keys("↓ → → P → →");
  expect(mouth.span).toMatchObject({ kind: "BRIDGE", from: 46 });
  const [bridge] = keys("↵", mouth).findings as [Finding];
  expect(bridge).toMatchObject({ kind: "BRIDGE", tooth: 46, to_tooth: 44, pillars: [46, 44] });
  expect(keys("P ↵")).toMatchObject({ findings: [], refused: true });
  expect(keys("T ↵").findings[0]).toMatchObject({ kind: "DENTURE", tooth: 18, to_tooth: 28, pillars: [] });
  const missing = [finding({ tooth: 12, kind: "ABSENT_CARIES" }), finding({ tooth: 11, kind: "ABSENT_CARIES" })];
  const removable = keys("R → → → ↵", openMouth(missing, 13)).findings.at(-1);
  expect(removable).toMatchObject({ kind: "REMOVABLE", tooth: 13, to_tooth: 21, pillars: [13, 21] });
});

it("takes the figure of recession and mobility", () => {
  expect(keys("B 3").findings[0]).toMatchObject({ kind: "RECESSION", value: 3 });
  expect(keys("V 2").findings[0]).toMatchObject({ kind: "MOBILITY", value: 2 });
  expect(keys("V 7")).toMatchObject({ findings: [], refused: true });
  expect(keys("V 2 V 0").findings).toEqual([]);
  // Without a kind that waits, the same digit is a face.
  expect(keys("V 2 2").face).toBe("L");
});

it("refuses what contradicts, and says why", () => {
  const absent = keys("A");
  const refused = keys("5 C", absent);
  expect(refused.findings).toBe(absent.findings);
  expect(refused).toMatchObject({ refused: true, said: "18 está ausente: no puede tener caries." });
  const bridge = finding({ tooth: 46, to_tooth: 44, kind: "BRIDGE", state: "DONE", pillars: [46, 44] });
  expect(keys("5 C", openMouth([bridge], 45)).said).toBe("45 la repone puente fijo de 46 a 44: no puede tener caries.");
  expect(keys("5 C", openMouth([bridge], 46)).refused).toBe(false);
});

it("leaves nothing at a tooth that is gone, and says so", () => {
  const mouth = keys("5 C K ⇧A");
  expect(plain(mouth)).toEqual([[18, "ABSENT_OTHER", "DONE", ""]]);
  expect(mouth.said).toMatch(/Se quitaron 2 hallazgos/);
});

it("treats the caries of a face with the filling that is done there, and changes its material by the same letter", () => {
  const mouth = keys("5 C O");
  expect(plain(mouth)).toEqual([[18, "FILLING", "DONE", "O"]]);
  expect(keys("O", mouth).findings[0]).toMatchObject({ material: "RESIN" });
  expect(keys("O O", mouth).findings[0]).toMatchObject({ material: "AMALGAM" });
});

it("lets what it does not know to others", () => {
  expect(press(openMouth(), { key: "w" }, ADULT)).toBeNull();
  expect(press(openMouth(), { key: "k", mod: true }, ADULT)).toBeNull();
  expect(press(openMouth(), { key: "Escape" }, ADULT)).toBeNull();
});

it("paints with a tool that is held, and only chooses without one", () => {
  const held = take(openMouth(), "CARIES", [], { held: true });
  const painted = point(point(held, 26, "O"), 26, "M");
  expect(plain(painted)).toEqual([[26, "CARIES", "TODO", "OM"]]);
  expect(point(openMouth(), 26, "O")).toMatchObject({ tooth: 26, face: "O", findings: [] });
});
