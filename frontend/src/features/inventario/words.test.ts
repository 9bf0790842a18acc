import {
  differenceOf,
  expiryTone,
  expiryWords,
  formatChange,
  lotState,
  stockState,
  toMinimum,
  totalOf,
  unitCostOf,
  unusableWords,
  valueOf,
} from "./words";

it("works the cost of a unit out of the total of the invoice, to four decimals", () => {
  expect(unitCostOf("8,75", "100")).toBe("0.0875");
  expect(unitCostOf("10", "3")).toBe("3.3333");
  expect(unitCostOf("1.284,50", "0,5")).toBe("2569.0000");
  expect(unitCostOf("", "3")).toBeNull();
  expect(unitCostOf("10", "0")).toBeNull();
});

it("and the total out of the cost of a unit", () => {
  expect(totalOf("0,0875", "100")).toBe("8.75");
  expect(totalOf("0,0875", "")).toBeNull();
});

it("values each lot at its own cost and rounds once", () => {
  expect(
    valueOf([
      { quantity: "58.000", unit_cost: "0.0910" },
      { quantity: "300.000", unit_cost: "0.0875" },
    ]),
  ).toBe("31.53");
  expect(valueOf([])).toBe("0.00");
});

it("turns a count into what the ledger needs", () => {
  expect(differenceOf("55", { quantity: "58.000" })).toBe("-3.000");
  expect(differenceOf("58,5", { quantity: "58.000" })).toBe("0.500");
  expect(differenceOf("58", { quantity: "58.000" })).toBeNull();
  expect(differenceOf("-1", { quantity: "58.000" })).toBeNull();
});

it("says how near an expiry is", () => {
  const day = "2026-11-24";
  expect(expiryWords("2026-11-24", day)).toBe("vence hoy");
  expect(expiryWords("2026-11-25", day)).toBe("vence mañana");
  expect(expiryWords("2026-12-15", day)).toBe("vence en 21 días");
  expect(expiryWords("2026-11-23", day)).toBe("venció ayer");
  expect(expiryWords("2026-11-20", day)).toBe("venció hace 4 días");
  expect([expiryTone("2026-11-23", day), expiryTone("2027-01-23", day), expiryTone("2027-01-24", day)]).toEqual([
    "expired",
    "soon",
    "far",
  ]);
});

it("names the state of a product and of a lot by what matters most", () => {
  const product = { active: true, stock_quantity: "5.000", usable_quantity: "4.000", low_stock: true };
  expect(stockState(product)).toBe("low");
  expect(stockState({ ...product, stock_quantity: "0.000", usable_quantity: "0.000" })).toBe("none");
  expect(stockState({ ...product, usable_quantity: "0.000" })).toBe("unusable");
  expect(stockState({ ...product, active: false })).toBe("inactive");
  expect(stockState({ ...product, low_stock: false })).toBe("enough");
  expect(lotState({ quantity: "1.000", recalled: true, expired: true })).toBe("recalled");
  expect(lotState({ quantity: "0.000", recalled: false, expired: true })).toBe("empty");
  expect(toMinimum({ usable_quantity: "89.000", minimum_stock: "100.000" })).toBe("11.000");
  expect(unusableWords({ expired_quantity: "10.000", recalled_quantity: "1.000" })).toBe("10 vencidos y 1 retirado");
  expect(unusableWords({ expired_quantity: "0.000", recalled_quantity: "0.000" })).toBe("");
  expect([formatChange("100.000"), formatChange("-3.000")]).toEqual(["+100", "−3"]);
});
