import { multiply, type Decimal } from "./decimal";

// The codes of the SRI's table of IVA rates, as products and treatments hold them; the most used first.
const RATES = [
  { value: "0", label: "0\u00a0%", factor: "1.00" },
  { value: "4", label: "15\u00a0%", factor: "1.15" },
  { value: "5", label: "5\u00a0%", factor: "1.05" },
  { value: "8", label: "8\u00a0%", factor: "1.08" },
  { value: "6", label: "No objeto de IVA", factor: "1.00" },
  { value: "7", label: "Exento de IVA", factor: "1.00" },
];

export const IVA_OPTIONS = RATES.map(({ value, label }) => ({ value, label }));

export const ivaLabel = (code: string) => RATES.find(({ value }) => value === code)?.label ?? code;

/** What the patient pays for a price without IVA, or null for a code that this version does not know. */
export function withIva(price: Decimal, code: string) {
  const known = RATES.find(({ value }) => value === code);
  return known ? multiply(price, known.factor) : null;
}
