// Money and quantities travel as decimal strings and are added as whole units, never as
// floating point: 0.1 + 0.2 must be 0.30 on an invoice.

export type Decimal = string | number;

/** "45.5" -> 4550n with two places. Rounds half away from zero, as the services do. */
export function toUnits(value: Decimal, places = 2): bigint {
  const text = typeof value === "number" ? value.toFixed(10) : value.trim();
  const match = /^([+\-−]?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!match) throw new RangeError(`No es un número decimal: ${text}`);
  const [, sign, whole = "", fraction = ""] = match;
  const kept = fraction.slice(0, places).padEnd(places, "0");
  const up = Number(fraction[places] ?? "0") >= 5 ? 1n : 0n;
  const units = BigInt(`${whole || "0"}${kept}`) + up;
  return sign === "-" || sign === "−" ? -units : units;
}

export function fromUnits(units: bigint, places = 2): string {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

export function add(values: readonly Decimal[], places = 2): string {
  return fromUnits(
    values.reduce<bigint>((sum, value) => sum + toUnits(value, places), 0n),
    places,
  );
}

export const subtract = (a: Decimal, b: Decimal, places = 2) =>
  fromUnits(toUnits(a, places) - toUnits(b, places), places);

/** a × b, each read with six places, the result rounded half up to `places`. */
export function multiply(a: Decimal, b: Decimal, places = 2): string {
  const product = toUnits(a, 6) * toUnits(b, 6);
  const text = fromUnits(product, 12);
  return fromUnits(toUnits(text, places), places);
}

export const compare = (a: Decimal, b: Decimal) => {
  const difference = toUnits(a, 6) - toUnits(b, 6);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

export const isZero = (value: Decimal) => compare(value, 0) === 0;

/** What a person typed ("1.284,50", "45,5", "45.5") as the decimal the services read, or null. */
export function parseDecimal(text: string): string | null {
  const clean = text.replace(/[\s$]/g, "").replace("−", "-");
  const normal = clean.includes(",") ? clean.replaceAll(".", "").replace(",", ".") : clean;
  return /^-?\d+(\.\d+)?$/.test(normal) ? normal : null;
}
