import { lineCost, marginOf, marginWhileTyping, recipeCost } from "./costs";

it("rounds each line for the eye and the sum once, as the service does", () => {
  const glove = { quantity: "2", unit_cost: "0.0875" };
  const lines = [glove, glove, glove];
  expect(lineCost(glove)).toBe("0.18");
  expect(recipeCost(lines)).toBe("0.53");
});

it("reads quantities as they are typed", () => {
  expect(
    recipeCost([
      { quantity: "0,5", unit_cost: "12.5000" },
      { quantity: "", unit_cost: "9.0000" },
      { quantity: "1,", unit_cost: "9.0000" },
    ]),
  ).toBe("6.25");
  expect(lineCost({ quantity: "dos", unit_cost: "1.0000" })).toBeNull();
});

it("tells the margin and its part of the price", () => {
  expect(marginOf("45.00", "6.00")).toEqual({ margin: "39.00", percent: "86.67" });
  expect(marginOf("10.00", "12.50")).toEqual({ margin: "-2.50", percent: "-25.00" });
  expect(marginOf("0.00", "1.00")).toEqual({ margin: "-1.00", percent: null });
});

it("waits for a price that can be read", () => {
  expect(marginWhileTyping("45,50", "5.50")).toEqual({ margin: "40.00", percent: "87.91" });
  expect(marginWhileTyping("", "5.50")).toBeNull();
});
