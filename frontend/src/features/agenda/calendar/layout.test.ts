import { DENSITY, layout, type Placeable } from "./layout";

const minute = 60_000;
let id = 0;
const visit = (from: number, to: number, gone = false): Placeable => ({
  id: ++id,
  start: from * minute,
  end: to * minute,
  gone,
});
const places = (visits: Placeable[], density = DENSITY.compacta, offered: { start: number; end: number }[] = []) => {
  const found = layout(visits, offered, density);
  return visits.map((each) => found.get(each.id)!);
};

beforeEach(() => (id = 0));

it("never stretches an hour: half an hour is 36 or 52 pixels, whatever else the day holds", () => {
  expect(places([visit(0, 30), visit(30, 40)])[0]!.height).toBe(35);
  expect(places([visit(0, 30), visit(30, 35)], DENSITY.comoda)[0]!.height).toBe(50);
});

it("draws what is too short for a line at the least height, and the next lends its padding", () => {
  const [short, next] = places([visit(0, 10), visit(10, 45)]);
  expect(short).toMatchObject({ height: 18, push: 0, lanes: 1 });
  expect(next).toMatchObject({ height: 41, push: 6, lanes: 1 });
});

it("puts two short ones in a row side by side, each at its own start", () => {
  const [first, second] = places([visit(0, 10), visit(10, 20)]);
  expect([first!.lane, first!.lanes, second!.lane, second!.lanes]).toEqual([0, 2, 1, 2]);
  // Where an hour is high enough for a line, they are one under the other.
  expect(places([visit(0, 15), visit(15, 30)], DENSITY.comoda).map(({ lanes }) => lanes)).toEqual([1, 1]);
});

it("shares the width between those that overlap, and gives it back after them", () => {
  const [one, two, after] = places([visit(0, 45), visit(0, 30), visit(60, 90)]);
  expect([one!.lanes, two!.lanes, after!.lanes]).toEqual([2, 2, 1]);
  expect(one!.lane).not.toBe(two!.lane);
});

it("shrinks a cancelled visit to an icon once its hour is taken or offered again", () => {
  const [cancelled, other] = places([visit(0, 30, true), visit(0, 30)]);
  expect(cancelled).toMatchObject({ rail: true, railed: false });
  expect(other).toMatchObject({ rail: false, railed: true, lanes: 1 });
  expect(places([visit(0, 30, true)])[0]!.rail).toBe(false);
  expect(places([visit(0, 30, true)], DENSITY.compacta, [{ start: 0, end: 60 * minute }])[0]!.rail).toBe(true);
});
