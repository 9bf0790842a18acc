import { matchIn, numberIn, shareAWord } from "./text";

it("finds the digits of a number however they were typed and however it is shown", () => {
  const phone = "099 812 4470";
  for (const typed of ["0998124470", "+593 99 812", "593998124", "(099) 812-44", "812 44"])
    expect(numberIn(phone, typed)).not.toBeNull();
  const [start, end] = numberIn(phone, "+593 99 812")!;
  expect(phone.slice(start, end)).toBe("99 812");
  expect(numberIn("1710034065", "171003406-5")).toEqual([0, 10]);
  expect(numberIn(phone, "81")).toBeNull();
  expect(numberIn(phone, "vélez")).toBeNull();
});

it("finds the first word of a search without accents or capitals", () => {
  expect(matchIn("María Vélez", "velez maria")).toEqual([6, 11]);
  expect(matchIn("María", "x")).toBeNull();
});

it("two names that share a word may be one person's, however each was written", () => {
  expect(shareAWord("Julián Vélez Cano", "VELEZ Julian")).toBe(true);
  expect(shareAWord("Ana de la Torre", "Luis de la Cruz")).toBe(false);
});
