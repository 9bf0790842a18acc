import { changeFor, inCoins, likely, splitOf } from "./charge";

const way = (amount: string | null) => ({ method: "CASH" as const, amount, reference: "", details: {} });

it("gives the rest to the way without an amount, to the cent", () => {
  expect(splitOf("186.55", [way("20"), way("100,00"), way(null)])).toEqual({
    amounts: ["20.00", "100.00", "66.55"],
    paid: "186.55",
    left: "0.00",
    wrong: null,
  });
  expect(splitOf("0.30", [way("0,10"), way(null)]).amounts).toEqual(["0.10", "0.20"]);
});

it("leaves owed what nobody takes, and says what cannot be charged", () => {
  expect(splitOf("480.00", [way("240")])).toMatchObject({ paid: "240.00", left: "240.00", wrong: null });
  expect(splitOf("10.00", [way("11")]).wrong).toMatch(/suman más/);
  expect(splitOf("10.00", [way("10"), way(null)]).wrong).toMatch(/sin valor/);
  for (const typed of ["", "x", "-1", "0,005"]) expect(splitOf("10.00", [way(typed)]).wrong).toMatch(/45,50/);
});

it("counts the change of cash, and offers what people hand over", () => {
  expect([
    changeFor("70", "66.55"),
    changeFor("66,55", "66.55"),
    changeFor("60", "66.55"),
    changeFor("x", "1"),
  ]).toEqual(["3.45", "0.00", null, null]);
  expect(likely("66.55")).toEqual(["66.55", "67.00", "70.00", "80.00"]);
  expect(likely("25.00")).toEqual(["25.00", "30.00", "40.00", "50.00"]);
});

it("says the change in as few notes and coins as there can be", () => {
  expect(inCoins("3.45")).toBe("3 de $1, 1 de 25\u00a0¢, 2 de 10\u00a0¢");
  expect(inCoins("36.99")).toBe(
    "1 de $20, 1 de $10, 1 de $5, 1 de $1, 1 de 50\u00a0¢, 1 de 25\u00a0¢, 2 de 10\u00a0¢, 4 de 1\u00a0¢",
  );
  expect(inCoins("0.00")).toBe("");
});
