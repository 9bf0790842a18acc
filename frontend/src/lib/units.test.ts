import { formatWithUnit, pluralUnit, typedDecimal } from "./units";
import { parseDecimal } from "./decimal";

it.each([
  ["unidad", "unidades"],
  ["caja", "cajas"],
  ["par", "pares"],
  ["blíster", "blísteres"],
  ["inyección", "inyecciones"],
  ["kit", "kits"],
  ["ml", "ml"],
  ["mcg", "mcg"],
  ["sobres", "sobres"],
  ["caja x 100", "cajas x 100"],
])("%s, many: %s", (one, many) => expect(pluralUnit(one)).toBe(many));

it("says a quantity with its unit", () => {
  expect(formatWithUnit("1.000", "unidad")).toBe("1 unidad");
  expect(formatWithUnit("120.000", "unidad")).toBe("120 unidades");
  expect(formatWithUnit("0.500", "ml")).toBe("0,5 ml");
});

it.each(["0.500", "1284.000", "10.000", "100", "0.0875", "45.00"])(
  "types %s so that it is read back the same",
  (value) => {
    expect(Number(parseDecimal(typedDecimal(value)))).toBe(Number(value));
  },
);
