import { planItem } from "@/entities/plan/testing";
import { proposedVisits } from "./visits";

const accepted = (id: number, tooth: number | null, minutes: number, change = {}) =>
  planItem({ id, tooth, duration_minutes: minutes, status: "ACCEPTED", phase: 1, ...change });
const told = (items: ReturnType<typeof accepted>[]) =>
  proposedVisits(items).map(({ items: together, minutes }) => [together.map(({ id }) => id).join("+"), minutes]);

it("does together what is of one phase and one quadrant, as long as somebody bears the chair", () => {
  expect(told([accepted(1, 15, 40), accepted(2, 26, 40), accepted(3, 17, 40), accepted(4, 54, 30)])).toEqual([
    ["1+3", 80],
    ["2", 40],
    ["4", 30],
  ]);
  expect(told([accepted(1, 15, 40), accepted(2, 14, 40, { phase: 2 })])).toHaveLength(2);
  expect(told([accepted(1, 15, 120), accepted(2, null, 30)])).toEqual([
    ["1", 120],
    ["2", 30],
  ]);
});

it("proposes nothing for what waits for its answer, or is done", () => {
  expect(told([planItem({ id: 1 }), planItem({ id: 2, status: "DONE" })])).toEqual([]);
});
