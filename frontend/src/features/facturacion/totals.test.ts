import { priceLine, ratesOn, totalsOf, type LineAmounts } from "./totals";

const rates = { "0": "0.00", "4": "15.00", "5": "5.00" };
const priced = (quantity: string, unit_price: string, iva_code = "4", discount = "") =>
  priceLine({ quantity, unit_price, iva_code, discount }, rates);
const sums = (...lines: (LineAmounts | null)[]) => totalsOf(lines.filter((line) => line !== null));

describe("the sums of a draft", () => {
  it("rounds each line half up, as people type numbers here", () => {
    expect(priced("1,5", "0,15")?.subtotal).toBe("0.23");
    expect(priced("2", "1.284,50")?.subtotal).toBe("2569.00");
    expect(priced("1", "10", "4", "2,50")).toMatchObject({ subtotal: "7.50", discount: "2.50" });
  });

  it("computes the IVA once on the base of each rate, not by line", () => {
    // Three lines of 0.10 would each round to 0.02; on the base of 0.30 the tax is 0.05.
    const line = priced("1", "0.10");
    expect(sums(line, line, line)).toMatchObject({ subtotal: "0.30", iva: "0.05", total: "0.35" });
  });

  it("keeps rates apart and adds them up", () => {
    expect(sums(priced("1", "45", "0"), priced("2", "10"), priced("1", "7", "5"))).toEqual({
      subtotal: "72.00",
      discount: "0.00",
      iva: "3.35",
      total: "75.35",
      taxes: [
        { iva_code: "0", iva_rate: "0.00", base: "45.00", iva: "0.00" },
        { iva_code: "4", iva_rate: "15.00", base: "20.00", iva: "3.00" },
        { iva_code: "5", iva_rate: "5.00", base: "7.00", iva: "0.35" },
      ],
    });
  });

  it("has no sum for a line that is not complete, or whose discount eats it up", () => {
    expect(priced("", "10")).toBeNull();
    expect(priced("1", "diez")).toBeNull();
    expect(priced("1", "10", "2")).toBeNull();
    expect(priced("1", "10", "4", "10,01")).toBeNull();
    expect(sums()).toMatchObject({ total: "0.00", taxes: [] });
  });

  it("takes the rates in force on the day", () => {
    const dated = [
      { code: "4", rate: "12.00", label: "IVA 12 %", valid_from: "2010-01-01", valid_to: "2024-03-31" },
      { code: "4", rate: "15.00", label: "IVA 15 %", valid_from: "2024-04-01", valid_to: null },
    ];
    expect(ratesOn(dated, "2024-03-31")).toEqual({ "4": "12.00" });
    expect(ratesOn(dated, "2026-11-24")).toEqual({ "4": "15.00" });
  });
});
