import { add, compare, multiply, parseDecimal, subtract, toUnits } from "./decimal";
import { addDays, addMinutes, addMonths, at, endOfMonth, startOfWeek, timeOf, weekdayOf } from "./dates";

describe("decimals", () => {
  it("adds without losing cents", () => {
    expect(add(["0.10", "0.20"])).toBe("0.30");
    expect(add([])).toBe("0.00");
    expect(subtract("80.00", "100.5")).toBe("-20.50");
  });
  it("multiplies and rounds half up, also below zero", () => {
    expect(multiply("2.500", "1.01")).toBe("2.53");
    expect(multiply("-2.5", "1.01")).toBe("-2.53");
    expect(multiply("3", "0.15")).toBe("0.45");
  });
  it("compares values, not texts", () => {
    expect(compare("10.00", "9.5")).toBe(1);
    expect(compare("1.0", "1")).toBe(0);
  });
  it("reads what people type", () => {
    expect(parseDecimal("1.284,50")).toBe("1284.50");
    expect(parseDecimal("$ 45,5")).toBe("45.5");
    expect(parseDecimal("45.50")).toBe("45.50");
    expect(parseDecimal("cuarenta")).toBeNull();
  });
  it("refuses what is not a number", () => expect(() => toUnits("1e5")).toThrow(RangeError));
});

describe("the clinic's days", () => {
  it("move without the browser's zone", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(endOfMonth("2026-02-10")).toBe("2026-02-28");
    expect(weekdayOf("2026-11-24")).toBe(1);
    expect(startOfWeek("2026-11-29")).toBe("2026-11-23");
  });
  it("meet instants at UTC−5", () => {
    expect(at("2026-11-24", "10:00")).toBe("2026-11-24T10:00:00-05:00");
    expect(timeOf("2026-11-25T04:59:00Z")).toBe("23:59");
    expect(addMinutes("2026-11-24T23:45:00-05:00", 30)).toBe("2026-11-25T00:15:00-05:00");
  });
});
