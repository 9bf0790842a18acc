import { planItem } from "@/entities/plan/testing";
import { placedAt, stepped } from "./order";

const item = (id: number, phase: number, change = {}) => planItem({ id, phase, ...change });
const ways = { alternative_group: "Restauración" };
const items = [
  item(1, 1),
  item(2, 1, { ...ways, alternative: "A" }),
  item(3, 1, { ...ways, alternative: "B" }),
  item(4, 1),
  item(5, 3, { status: "DONE" }),
];
const said = (placed: ReturnType<typeof placedAt>) => placed?.map(({ id, phase }) => `${id}/${phase}`).join(" ");

it("drops an item before another, and at the end of a phase that has none", () => {
  expect(said(placedAt(items, items[3]!, { phase: 1, before: 1 }))).toBe("4/1 1/1 2/1 3/1 5/3");
  expect(said(placedAt(items, items[0]!, { phase: 2, before: null }))).toBe("4/1 2/1 3/1 1/2 5/3");
});

it("takes all alternatives of one thing along", () => {
  expect(said(placedAt(items, items[2]!, { phase: 3, before: 5 }))).toBe("1/1 4/1 5/3 2/3 3/3");
});

it("leaves what is done in its phase, and an item that is dropped where it was", () => {
  expect(placedAt(items, items[4]!, { phase: 1, before: null })).toBeNull();
  expect(placedAt(items, items[0]!, { phase: 1, before: 4 })).toBeNull();
});

it("goes step by step, over the edge into the next phase, and no further than the last", () => {
  expect(said(stepped(items, items[0]!, 1, 4))).toBe("4/1 1/1 2/1 3/1 5/3");
  expect(said(stepped(items, items[3]!, 1, 4))).toBe("1/1 2/1 3/1 4/2 5/3");
  expect(said(stepped(items, items[1]!, 1, 4))).toBe("1/1 4/1 2/2 3/2 5/3");
  expect(stepped(items, items[0]!, -1, 4)).toBeNull();
  expect(stepped(items, items[4]!, 1, 4)).toBeNull();
});
