import { HOURS, MORALES, SALAZAR } from "@/entities/appointment/testing";
import type { FoundSlot } from "@/entities/appointment/finder";
import { gapsOf } from "./found";

const DAY = "2030-11-26";
const doctors = [SALAZAR, MORALES].map((who) => ({ ...who, specialty: null, gone: false, hours: HOURS, timeOff: [] }));
const slot = (from: string, to: string, change: Partial<FoundSlot> = {}): FoundSlot => ({
  start_time: `${DAY}T${from}:00-05:00`,
  end_time: `${DAY}T${to}:00-05:00`,
  doctor: SALAZAR,
  before_minutes: 0,
  after_minutes: 0,
  best: false,
  ...change,
});
const room = { id: 4, name: "Sillón 4" };

const drawn = (slots: FoundSlot[], held: FoundSlot | null, by: "doctor" | "room", days = [DAY]) =>
  gapsOf(slots, held)(doctors, days, by).map(({ column, found }) => `${column}: ${found!.text}${found!.beside ?? ""}`);

it("draws of two hours that overlap the held one, else the best, else the first", () => {
  const first = slot("15:00", "15:40");
  const second = slot("15:10", "15:50");
  const other = slot("15:10", "15:50", { doctor: MORALES });
  expect(drawn([first, second, other], null, "doctor")).toEqual(["7: 15:00–15:40", "8: 15:10–15:50"]);
  expect(drawn([first, { ...second, best: true }], null, "doctor")).toEqual(["7: 15:10–15:50"]);
  expect(drawn([first, other, second], second, "doctor")).toEqual(["7: 15:10 retenida", "8: 15:10–15:50"]);
  expect(drawn([first], null, "doctor", ["2030-11-27"])).toEqual([]);
});

it("draws by room what has one, and what has none only while it is held", () => {
  const placed = slot("15:00", "15:40", { room });
  const beside = slot("15:10", "15:50", { room, doctor: MORALES });
  const without = slot("16:00", "16:40");
  expect(drawn([placed, beside, without], null, "room")).toEqual(["4: 15:00–15:40 · Dra. Verónica Salazar"]);
  expect(drawn([placed, without], without, "room")).toEqual([
    "none: 16:00 retenida · Dra. Verónica Salazar",
    "4: 15:00–15:40 · Dra. Verónica Salazar",
  ]);
});
