import type { Appointment } from "@/entities/appointment/schema";
import { nextVisits } from "./components/visits-card";
import { changeOf, sumParts } from "@/entities/report/compared";
import { chartRows, comparedSpans, fromFirstFigure, monthSpan } from "./figures";

describe("the figures of the panel", () => {
  it("sets the month so far against the same days of the one before", () => {
    expect(comparedSpans("2026-11-24")).toEqual({
      month: { from: "2026-11-01", to: "2026-11-24" },
      before: { from: "2026-10-01", to: "2026-10-24" },
      fortnight: { from: "2026-11-11", to: "2026-11-24" },
    });
    // A whole month against a whole month, whatever their lengths; February has no 30th.
    expect(comparedSpans("2026-11-30").before).toEqual({ from: "2026-10-01", to: "2026-10-31" });
    expect(comparedSpans("2026-03-30").before).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(monthSpan("2028-02")).toEqual({ from: "2028-02-01", to: "2028-02-29" });
  });

  const against = { from: "2026-10-01", to: "2026-10-24" };
  it("says whether a change is good, not only up or down", () => {
    expect(changeOf({ now: "120.00", then: "100.00", against, moreIsGood: true })).toMatchObject({
      direction: "up",
      good: true,
      against: "vs. 1–24 oct",
    });
    expect(changeOf({ now: "120.00", then: "100.00", against, moreIsGood: false })).toMatchObject({
      direction: "up",
      good: false,
    });
    expect(changeOf({ now: "100.00", then: "100.00", against, moreIsGood: true })).toMatchObject({
      direction: "flat",
      good: undefined,
    });
    // «0 %» is neither: $15.800,70 after $15.812,00.
    expect(changeOf({ now: "15800.70", then: "15812.00", against, moreIsGood: true })).toMatchObject({
      direction: "flat",
      good: undefined,
      text: expect.stringMatching(/^0\s%$/),
    });
    expect(changeOf({ now: "1.00", then: undefined, against, moreIsGood: true })).toBeUndefined();
  });
  it("tells the difference itself where a share would say nothing", () => {
    expect(changeOf({ now: "880.84", then: "-1550.96", against, moreIsGood: true })).toMatchObject({
      direction: "up",
      good: true,
      text: "$2.431,80",
    });
    expect(changeOf({ now: "45.00", then: "0.00", against, moreIsGood: true })).toMatchObject({ text: "$45,00" });
  });
  it("writes a loss with its sign, and draws what was spent so that the rest is the profit", () => {
    expect(sumParts("-12.50")).toEqual({ prefix: "−$", value: "12,50" });
    expect(
      chartRows([
        {
          month: "2026-11",
          income: "100.00",
          expenses: "30.10",
          cost: "20.20",
          commission: "5.00",
          losses: "1.50",
          profit: "43.20",
          collected: "0.00",
          invoices: 2,
        },
      ]),
    ).toEqual([{ month: "2026-11", income: 100, spent: 56.8, profit: 43.2 }]);
  });
});

it("begins a young clinic's year with its first figure, and keeps an empty month in between", () => {
  const month = (name: string, collected: string) => ({
    month: name,
    income: "0.00",
    expenses: "0.00",
    cost: "0.00",
    commission: "0.00",
    losses: "0.00",
    profit: "0.00",
    collected,
    invoices: 0,
  });
  const year = [
    month("2026-08", "0.00"),
    month("2026-09", "12.00"),
    month("2026-10", "0.00"),
    month("2026-11", "5.00"),
  ];
  expect(fromFirstFigure(year).map((row) => row.month)).toEqual(["2026-09", "2026-10", "2026-11"]);
  expect(fromFirstFigure([month("2026-11", "0.00")])).toEqual([]);
});

describe("today's visits", () => {
  const visit = (hour: number, status: Appointment["status"]) =>
    ({ id: hour, start_time: `2026-11-24T${String(hour).padStart(2, "0")}:00:00-05:00`, status }) as Appointment;
  it("shows what is to come first, and fills with the last that went by", () => {
    const day = [visit(8, "COMPLETED"), visit(9, "NO_SHOW"), visit(10, "IN_PROGRESS"), visit(11, "CONFIRMED")];
    expect(nextVisits(day, 3).map(({ id }) => id)).toEqual([9, 10, 11]);
    expect(nextVisits(day, 1).map(({ id }) => id)).toEqual([10]);
    expect(nextVisits(day, 9).map(({ id }) => id)).toEqual([8, 9, 10, 11]);
  });
});
